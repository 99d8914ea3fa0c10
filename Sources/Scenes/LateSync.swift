import Glibc
import Synchronization

/// Brings files to the disk beside the loop, a moment after they were written: a sync can take as long
/// as ten keys, and many keys need only one. A file that was written and renamed survives a kill at
/// once; this is for the power cut.
package final class LateSync: Sendable {
  private let waiting = Mutex<Set<String>>([])
  /// Held by the one that syncs, so that another can wait for it.
  private let work = Mutex(())

  package init() {}

  /// Has the file at `path`, and its name in its folder, brought to the disk soon.
  package func add(_ path: String) {
    let isFirst = waiting.withLock {
      $0.insert(path)
      return $0.count == 1
    }
    guard isFirst else { return }
    Task.detached(priority: .background) {
      try? await Task.sleep(for: .milliseconds(300))
      self.finish()
    }
  }

  /// Waits until all that was added is on the disk.
  package func finish() {
    work.withLock { _ in
      let paths = waiting.withLock { paths in
        defer { paths = [] }
        return paths
      }
      for path in paths.union(paths.map(folder(of:))) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { continue }
        fsync(descriptor)
        close(descriptor)
      }
    }
  }
}

import Glibc
import Text

/// Tells when something in a folder was changed: `Terminal.wait(for:)` takes its descriptor.
public final class FolderWatch {
  /// What `poll` tells of once there is a change.
  public let descriptor: CInt

  /// Watches the folder at `path`; `nil` where the system does not tell.
  public init?(path: String) {
    descriptor = inotify_init1(CInt(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    // A file that is written, and one that is put in the place of another, as editors do it.
    let changes = UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE)
    let watch = path.withLosslessCString { inotify_add_watch(descriptor, $0, changes) }
    if watch < 0 { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Takes in what was told.
  ///
  /// - Returns: whether a file was changed whose name ends as `ending` does.
  public func takeChanges(ofFilesEnding ending: String) -> Bool {
    var isChanged = false
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return isChanged }
      // A header with the length of the name behind it, and the name, filled up with zeros.
      var place = 0
      let header = MemoryLayout<inotify_event>.size
      while place + header <= count {
        let length = Int(
          buffer[place..<place + header].withUnsafeBytes {
            $0.loadUnaligned(as: inotify_event.self).len
          })
        let end = min(place + header + length, count)
        let name = String(
          decoding: buffer[place + header..<end].prefix { $0 != 0 }, as: UTF8.self)
        isChanged = isChanged || (name.hasSuffix(ending) && !name.hasPrefix("."))
        place += header + length
      }
    }
  }
}

import Glibc
import Text

/// A folder that this program alone writes to, of all that ask for the lock: attnviz does, and waits
/// for its turn. It is let go with the value, or with the program, however that ends. On a file system
/// without locks nobody waits.
package struct LockedFolder: ~Copyable {
  private let descriptor: Int32

  package init(_ path: String) {
    descriptor = path.withLosslessCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    while descriptor >= 0, flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Waits until the names in it are on the disk.
  func sync() { fsync(descriptor) }

  /// Lets others have it.
  package consuming func letGo() {}
}

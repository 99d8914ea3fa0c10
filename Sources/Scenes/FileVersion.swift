import Glibc
import Text

/// A file as it was at one moment: another one after it was written to or replaced.
public struct FileVersion: Hashable, Sendable {
  /// Its path from the root, without links.
  public let path: String
  private let device: UInt
  private let number: UInt
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// What is at `path` now; `nil` where nothing is.
  public init?(at path: String) {
    var status = stat()
    // A link that leads nowhere is something too.
    let isThere = path.withLosslessCString {
      stat($0, &status) == 0 || lstat($0, &status) == 0
    }
    guard isThere else { return nil }
    self.path = resolved(path)
    (device, number, size) = (UInt(status.st_dev), UInt(status.st_ino), Int(status.st_size))
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }
}

/// `path` from the root, without links; as it is where nothing is there.
func resolved(_ path: String) -> String {
  guard let real = path.withLosslessCString({ realpath($0, nil) }) else { return path }
  defer { free(real) }
  return String(lossless: real)
}

import Glibc
import Text

/// An open file from which parts are read when they are asked for. Unlike a mapping, what was read takes no
/// memory afterwards, and a file that became shorter is told.
final class ArrayFile: Sendable {
  private let descriptor: CInt

  /// - Throws: that it can't be opened.
  init(path: String) throws(CaptureError) {
    descriptor = path.withLosslessCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      throw CaptureError("can't be opened: \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// The bytes in `range`; `nil` where the file ends before.
  func bytes(_ range: Range<Int>) -> [UInt8]? {
    var isRead = false
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { target, count in
      isRead = read(
        range.lowerBound,
        into: UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(target)[..<range.count]))
      count = isRead ? range.count : 0
    }
    return isRead ? bytes : nil
  }

  private func read(_ start: Int, into target: UnsafeMutableRawBufferPointer) -> Bool {
    var done = 0
    while done < target.count {
      let count = pread(
        descriptor, target.baseAddress.map { $0 + done }, target.count - done, off_t(start + done))
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        return false
      }
    }
    return true
  }
}

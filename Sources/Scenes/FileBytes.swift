import Glibc
import Text

/// Why the bytes of a file can't be had.
struct FileBytesError: Error {
  let reason: String
}

/// The bytes of the file at `path`.
///
/// - Parameter mayWait: whether a pipe or a terminal is read as well, however long it takes.
func fileBytes(path: String, mayWait: Bool) throws(FileBytesError) -> [UInt8] {
  let descriptor = path.withLosslessCString {
    open($0, O_RDONLY | O_CLOEXEC | (mayWait ? 0 : O_NONBLOCK))
  }
  guard descriptor >= 0 else { throw unreadable(errno) }
  defer { close(descriptor) }
  var status = stat()
  guard
    mayWait
      || (fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT != S_IFIFO
        && status.st_mode & S_IFMT != S_IFCHR)
  else {
    throw FileBytesError(reason: "is a pipe or a device; name an ordinary file")
  }
  return try fileBytes(descriptor: descriptor)
}

/// All the bytes that `descriptor` still gives, but no more than tell that they are too many:
/// /dev/zero never ends.
func fileBytes(descriptor: Int32) throws(FileBytesError) -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while bytes.count <= SentenceFile.largestFile {
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      bytes += chunk[..<count]
    } else if count == 0 {
      break
    } else if errno != EINTR {
      throw unreadable(errno)
    }
  }
  return bytes
}

private func unreadable(_ code: Int32) -> FileBytesError {
  let reason =
    switch code {
    case ENOENT, ENOTDIR: "does not exist; check the name"
    case EACCES, EPERM: "may not be read; its owner can allow it"
    case EISDIR: "is a folder; name a sentence file in it, or with --model a model's folder"
    default: "can't be read: \(String(cString: strerror(code)))"
    }
  return FileBytesError(reason: reason)
}

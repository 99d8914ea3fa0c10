import Glibc
import Text

/// Why the system did not do what was asked: its number for it.
package struct SystemError: Error, Equatable {
  package let code: Int32
}

/// Makes a new file that holds `bytes`, in the place of one that is there. It is for a file beside
/// another, which then takes that one's name: so the other is whole at any moment.
///
/// - Returns: its descriptor, open for writing.
package func newFile(
  at path: String, holding bytes: [UInt8], mode: mode_t
) throws(SystemError) -> Int32 {
  // What a program that was killed left here is nobody's, and a link is not followed.
  removeFile(path)
  let descriptor = createdFile(path, mode: mode)
  guard descriptor >= 0 else { throw SystemError(code: errno) }
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      written += count
    } else if errno != EINTR {
      let code = errno
      close(descriptor)
      removeFile(path)
      throw SystemError(code: code)
    }
  }
  return descriptor
}

/// A file that was not there, open for writing; negative where there can't be one.
func createdFile(_ path: String, mode: mode_t) -> Int32 {
  path.withLosslessCString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) }
}

/// Takes away the file at `path`, if there is one.
func removeFile(_ path: String) { _ = path.withLosslessCString { unlink($0) } }

/// Makes the folder at `path`, and those it lies in, for the person alone.
///
/// - Returns: whether it is there now.
package func makeFolder(_ path: String) -> Bool {
  if mkdir(path, 0o700) == 0 || errno == EEXIST { return true }
  guard errno == ENOENT, case let parent = folder(of: path), parent != path else { return false }
  return makeFolder(parent) && (mkdir(path, 0o700) == 0 || errno == EEXIST)
}

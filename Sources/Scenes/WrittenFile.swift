import Glibc
import Text

/// Writes `bytes` to a file beside `path` and gives it that name, so that `path` holds the old content
/// or the new, never half of it, and it is on the disk when this returns. Of two programs that write
/// to one folder, one waits for the other; what a program that was killed left beside, the next one
/// takes away.
///
/// - Parameters:
///   - path: the file; its folder must exist.
///   - replaceable: what may be replaced; `nil` is nothing.
/// - Returns: the file as it is now.
/// - Throws: `SaveError.exists` where another file or version is there, `SaveError.failed` elsewhere.
@discardableResult
public func writeFile(
  _ bytes: [UInt8], to path: String, replacing replaceable: FileVersion?
) throws(SaveError) -> FileVersion? {
  // A link stays a link: what it leads to is replaced.
  let target = replaceable == nil ? path : resolved(path)
  let folder = LockedFolder(Scenes.folder(of: target))
  let mode = try modeForReplacement(of: target, named: path, replacing: replaceable)
  // The name is free: a person has it alone, and of a person's programs the one with the lock.
  let beside = "\(Scenes.folder(of: target))/.attnviz-\(getuid())"
  do throws(SystemError) {
    let descriptor = try newFile(at: beside, holding: bytes, mode: 0o666)
    try finish(descriptor, mode: mode)
    try place(beside, at: target, replacing: mode != nil)
  } catch {
    removeFile(beside)
    throw error.code == EEXIST
      ? .exists(path: path, FileVersion(at: path)) : .failed(path: path, code: error.code)
  }
  folder.sync()
  return FileVersion(at: path)
}

/// The permissions of the file that is to be replaced; `nil` where none is there.
private func modeForReplacement(
  of target: String, named path: String, replacing replaceable: FileVersion?
) throws(SaveError) -> mode_t? {
  var status = stat()
  guard target.withLosslessCString({ lstat($0, &status) }) == 0 else { return nil }
  guard status.st_mode & S_IFMT != S_IFDIR else {
    throw .failed(path: path, reason: "is a folder; name a file in it")
  }
  let present = FileVersion(at: path)
  guard let replaceable, present == replaceable else { throw .exists(path: path, present) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw .failed(path: path, reason: "is not an ordinary file; choose another name")
  }
  return status.st_mode & 0o777
}

/// Gives a file its permissions, brings it to the disk and closes it.
private func finish(_ descriptor: Int32, mode: mode_t?) throws(SystemError) {
  var code: Int32 = 0
  if let mode, fchmod(descriptor, mode) != 0 { code = errno }
  if code == 0, fsync(descriptor) != 0 { code = errno }
  if close(descriptor) != 0, code == 0 { code = errno }
  if code != 0 { throw SystemError(code: code) }
}

/// Gives the file `beside` the name `target`. A plain rename would replace what another program put
/// there meanwhile.
private func place(
  _ beside: String, at target: String, replacing: Bool
) throws(SystemError) {
  if !replacing {
    if call(link, beside, target) == 0 {
      removeFile(beside)
      return
    }
    guard errno == EPERM || errno == ENOTSUP || errno == ENOSYS else {
      throw SystemError(code: errno)
    }
    // Many memory sticks have no links; then the name is taken with an empty file.
    let descriptor = createdFile(target, mode: 0o666)
    guard descriptor >= 0 else { throw SystemError(code: errno) }
    close(descriptor)
  }
  guard call(rename, beside, target) != 0 else { return }
  let code = errno
  if !replacing { removeFile(target) }
  throw SystemError(code: code)
}

/// What `function` of the system gives for two names.
private func call(
  _ function: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> CInt, _ one: String, _ other: String
) -> CInt {
  one.withLosslessCString { one in other.withLosslessCString { function(one, $0) } }
}

/// Why a file was not written.
public enum SaveError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A file of this name is there, in this version, and was not to be replaced.
  case exists(path: String, FileVersion?)
  /// It could not be written; the reason says what is wrong and what would be right.
  case failed(path: String, reason: String)

  /// `FILE: what is wrong and what would be right`, safe to show.
  public var description: String {
    switch self {
    case .exists(let path, _): "\(SafeText(path).shown): is there already; choose another name"
    case .failed(let path, let reason): "\(SafeText(path).shown): \(reason)"
    }
  }

  fileprivate static func failed(path: String, code: Int32) -> SaveError {
    let reason =
      switch code {
      case ENOENT, ENOTDIR: "its folder does not exist; make it first or choose another"
      case EACCES, EPERM, EROFS: "its folder may not be written to; choose another"
      case ENOSPC, EDQUOT: "the disk is full; make room and save again"
      case EISDIR: "is a folder; name a file in it"
      case ENAMETOOLONG: "the name is too long; choose a shorter one"
      default: "can't be written: \(String(cString: strerror(code)))"
      }
    return .failed(path: path, reason: reason)
  }
}

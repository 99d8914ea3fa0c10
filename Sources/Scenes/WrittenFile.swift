import Glibc
import Text

/// Writes `bytes` to a file beside `path` and renames it, so that `path` holds the old content or the
/// new, never half of it.
///
/// - Parameters:
///   - path: the file; its folder must exist.
///   - replacing: whether a file that is there may be replaced.
/// - Throws: `SaveError.exists` where one is there and may not be, `SaveError.failed` elsewhere.
public func writeFile(_ bytes: [UInt8], to path: String, replacing: Bool) throws(SaveError) {
  // A link stays a link: what it leads to is replaced.
  let target = replacing ? resolved(path) : path
  let mode = try modeForReplacement(of: target, named: path, replacing: replacing)
  let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
  let beside = folder + ".attnviz-" + String(UInt64.random(in: 0 ... .max), radix: 16)
  let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw .failed(path: path, code: errno) }
  do throws(SaveError) {
    try fill(descriptor, with: bytes, mode: mode, path: path)
    if !replacing { try claim(path) }
    if rename(beside, target) != 0 {
      let code = errno
      if !replacing { unlink(path) }
      throw .failed(path: path, code: code)
    }
  } catch {
    unlink(beside)
    throw error
  }
}

private func resolved(_ path: String) -> String {
  guard let real = realpath(path, nil) else { return path }
  defer { free(real) }
  return String(cString: real)
}

/// The permissions of the file that is to be replaced; `nil` where none is.
private func modeForReplacement(
  of target: String, named path: String, replacing: Bool
) throws(SaveError) -> mode_t? {
  var status = stat()
  guard lstat(target, &status) == 0 else { return nil }
  guard status.st_mode & S_IFMT != S_IFDIR else {
    throw .failed(path: path, reason: "is a folder; name a file in it")
  }
  guard replacing else { throw .exists(path: path) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw .failed(path: path, reason: "is not an ordinary file; choose another name")
  }
  return status.st_mode & 0o777
}

private func fill(
  _ descriptor: Int32, with bytes: [UInt8], mode: mode_t?, path: String
) throws(SaveError) {
  var code: Int32 = 0
  var written = 0
  while code == 0, written < bytes.count {
    let count = bytes[written...].withUnsafeBytes {
      Glibc.write(descriptor, $0.baseAddress, $0.count)
    }
    if count >= 0 { written += count } else if errno != EINTR { code = errno }
  }
  if code == 0, let mode, fchmod(descriptor, mode) != 0 { code = errno }
  if code == 0, fsync(descriptor) != 0 { code = errno }
  if close(descriptor) != 0, code == 0 { code = errno }
  if code != 0 { throw .failed(path: path, code: code) }
}

/// Takes the name with an empty file, which fails where another took it first. A plain rename
/// would replace theirs; a hard link would not, but many memory sticks have none.
private func claim(_ path: String) throws(SaveError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else {
    throw errno == EEXIST ? .exists(path: path) : .failed(path: path, code: errno)
  }
  close(descriptor)
}

/// Why a file was not written.
public enum SaveError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A file of this name is there, and was not to be replaced.
  case exists(path: String)
  /// It could not be written; the reason says what is wrong and what would be right.
  case failed(path: String, reason: String)

  /// `FILE: what is wrong and what would be right`, safe to show.
  public var description: String {
    switch self {
    case .exists(let path): "\(SafeText(path).shown): is there already; choose another name"
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

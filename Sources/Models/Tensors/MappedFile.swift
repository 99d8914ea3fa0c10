import CSignals
import Glibc
import Text

/// A file's bytes, mapped read-only: pages are read from the disk when they are first looked at.
///
/// Replacing the file by renaming another is harmless. If it is shortened while it is mapped, reading
/// what is no longer there ends the program, with a sentence (see `signals_end_on_short_file`).
package final class MappedFile: Sendable {
  package let path: String
  // Nothing writes to a private read-only mapping, so every thread may read it.
  nonisolated(unsafe) package let bytes: UnsafeRawBufferPointer
  private let place: CInt
  nonisolated(unsafe) private let message: UnsafeMutablePointer<CChar>?

  /// Maps the file at `path`, which may be `limit` bytes long.
  package init(path: String, atMost limit: Int = .max) throws(ModelFileError) {
    self.path = path
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    let descriptor = path.withLosslessCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw Self.systemError(path, "cannot be opened") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.systemError(path, "cannot be read") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ModelFileError(file: path, reason: "is not a regular file")
    }
    guard status.st_size > 0 else { throw ModelFileError(file: path, reason: "is empty") }
    let size = Int(status.st_size)
    guard size <= limit else {
      throw ModelFileError(
        file: path, reason: "is \(size) bytes long; at most \(limit) are allowed")
    }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { throw Self.systemError(path, "cannot be mapped") }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
    if let impostor = Self.impostor(bytes) {
      munmap(start, size)
      throw ModelFileError(file: path, reason: impostor)
    }
    message = strdup(
      "attnviz: \(SafeText(path).shown): became shorter while it was open; start again when "
        + "nothing writes it any more\n")
    place = message.map { signals_map(start, size, $0) } ?? -1
  }

  /// What stands in the file's place, where it is what a download or a checkout leaves there.
  private static func impostor(_ bytes: UnsafeRawBufferPointer) -> String? {
    if bytes.starts(with: "version https://git-lfs.github.com/spec/".utf8) {
      return "is a Git LFS pointer and not the file itself; run git lfs pull in its folder"
    }
    let start = bytes.prefix(16).lazy.map { $0 | 0x20 }
    if start.starts(with: "<!doctype html".utf8.map { $0 | 0x20 })
      || start.starts(with: "<html".utf8)
    {
      return "is a web page and not the file itself; download the file"
    }
    return nil
  }

  deinit {
    signals_unmap(place)
    free(message)
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }

  /// Gives the memory of the pages wholly inside `range` back; they are read again when needed.
  func release(_ range: Range<Int>) {
    let page = Int(getpagesize())
    let start = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    guard start < end, let base = bytes.baseAddress else { return }
    madvise(UnsafeMutableRawPointer(mutating: base + start), end - start, MADV_DONTNEED)
  }

  private static func systemError(_ path: String, _ what: String) -> ModelFileError {
    ModelFileError(file: path, reason: "\(what): \(String(cString: strerror(errno)))")
  }
}

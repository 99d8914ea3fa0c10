import Glibc

/// Writes `text` to standard output, past the C library's buffer: that forgets what it could not
/// write.
///
/// - Throws: `Failure` where not all of it gets where it should.
func output(_ text: String) throws { try output(Array(text.utf8)) }

/// The same with bytes.
func output(_ content: [UInt8]) throws {
  var bytes = content[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if count < 0 {
      guard errno == EINTR else {
        throw Failure(.unwritable, "standard output can't be written")
      }
      continue
    }
    bytes = bytes.dropFirst(count)
  }
}

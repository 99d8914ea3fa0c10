import AttentionCore
import CZlib
import Explorer
import Text

/// The weights of a sentence as NumPy's `.npz`, which numpy.load, what is written in Python, and this
/// program itself read: `attention`, layers × heads × n × n in F32, after all that was changed; `tokens`
/// as they are spelled; and in a model's vocabulary their `ids`.
///
/// - Parameters:
///   - allHeads: whether every head is written, not the one shown alone, which is then 1 × 1 × n × n.
///   - write: takes the bytes, a part after the other.
/// - Throws: `NPZError` where the archive would be too large, and what `write` throws.
public func npz(
  of sentence: Sentence, allHeads: Bool, to write: ([UInt8]) throws -> Void
) throws {
  let analysis = RowAnalysis(sentence)
  let heads = allHeads ? sentence.source.allHeads : [sentence.head]
  let count = sentence.count
  let shape =
    (allHeads ? [sentence.source.shape.layers, sentence.source.shape.heads] : [1, 1])
    + [count, count]
  let size = 4 * heads.count * count * count
  let texts = sentence.sourceSpellings.map { Array($0.unicodeScalars) }
  let length = max(1, texts.map(\.count).max() ?? 1)
  let whole = size + 4 * count * length + 8 * count
  guard whole < 1 << 32 - 1 << 20 else { throw NPZError.tooLarge(bytes: whole) }
  var archive = ZipWriter()
  try archive.add(
    "attention.npy", npyHeader("<f4", shape), size: size,
    heads.lazy.flatMap { sentence.allWeights($0, analysis.attention) }.map { row in
      row.withUnsafeBytes { Array($0) }
    }, to: write)
  try archive.add(
    "tokens.npy", npyHeader("<U\(length)", [count]), size: 4 * count * length,
    texts.lazy.map { text in
      text.flatMap { bytes($0.value) } + Array(repeating: 0, count: 4 * (length - text.count))
    }, to: write)
  if let ids = sentence.ids {
    try archive.add(
      "ids.npy", npyHeader("<i8", [count]), size: 8 * count, ids.lazy.map { bytes(Int64($0)) },
      to: write)
  }
  try archive.finish(to: write)
}

/// Why an archive is not written.
public enum NPZError: Error, CustomStringConvertible {
  /// It would have so many bytes of weights.
  case tooLarge(bytes: Int)

  /// What is wrong and what would be right.
  public var description: String {
    switch self {
    case .tooLarge(let bytes):
      "all heads would be \(bytes >> 30) GB; an archive has 4 at most, so leave out --all-heads"
    }
  }
}

private func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

/// The header of an array (format 1.0), filled up so that what follows is aligned.
private func npyHeader(_ type: String, _ shape: [Int]) -> [UInt8] {
  let lengths = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
  let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(lengths)), }"
  let filled = (10 + text.utf8.count + 1 + 63) / 64 * 64 - 10
  return [0x93] + Array("NUMPY".utf8) + [1, 0] + bytes(UInt16(filled)) + Array(text.utf8)
    + Array(repeating: UInt8(ascii: " "), count: filled - text.utf8.count - 1)
    + [UInt8(ascii: "\n")]
}

/// Writes a zip archive whose members are stored as they are, each with its checksum behind it, so that
/// nothing is written twice.
private struct ZipWriter {
  private var place = 0
  private var directory: [UInt8] = []
  private var count = 0

  /// Adds a member of `size` bytes after its header, part by part.
  mutating func add(
    _ name: String, _ header: [UInt8], size: Int, _ parts: some Sequence<[UInt8]>,
    to write: ([UInt8]) throws -> Void
  ) throws {
    // Version 2.0; a checksum behind the data, a name in UTF-8; stored; midnight of 1 January 1980.
    let common = [20, 0x0808, 0, 0, 0x21].flatMap { bytes(UInt16($0)) }
    let whole = bytes(UInt32(header.count + size))
    let length = bytes(UInt16(name.utf8.count))
    let local =
      bytes(UInt32(0x0403_4b50)) + common + bytes(UInt32(0)) + whole + whole + length
      + bytes(UInt16(0)) + Array(name.utf8)
    var (checksum, given): (UInt32, Int) = (0, 0)
    func put(_ part: [UInt8]) throws {
      checksum = part.withUnsafeBytes { zlib_checksum(checksum, $0.baseAddress, $0.count) }
      given += part.count
      try write(part)
    }
    try write(local)
    try put(header)
    for part in parts { try put(part) }
    precondition(given == header.count + size, "as many bytes as were announced")
    let sums = bytes(checksum) + whole + whole
    try write(bytes(UInt32(0x0807_4b50)) + sums)
    directory +=
      bytes(UInt32(0x0201_4b50)) + bytes(UInt16(20)) + common + sums + length
      + Array(repeating: 0, count: 12) + bytes(UInt32(place)) + Array(name.utf8)
    place += local.count + given + 16
    count += 1
  }

  /// Writes the list of members.
  func finish(to write: ([UInt8]) throws -> Void) throws {
    let counts = [0, 0, count, count].flatMap { bytes(UInt16($0)) }
    try write(
      directory + bytes(UInt32(0x0605_4b50)) + counts + bytes(UInt32(directory.count))
        + bytes(UInt32(place)) + bytes(UInt16(0)))
  }
}

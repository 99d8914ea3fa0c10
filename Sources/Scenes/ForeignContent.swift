/// What a file is that holds no UTF-8 text, and what would help; `nil` where it may be text.
///
/// It goes by the bytes with which such files begin, and for UTF-16 and UTF-32 without a byte order
/// mark by where the zeros of their letters stand.
func foreignContent(_ bytes: [UInt8]) -> String? {
  if let wide = markedEncoding(bytes) { return reason(for: wide) }
  let packed = "is packed with"
  let signs: [(sign: [UInt8], reason: String)] = [
    ([0x1F, 0x8B], "\(packed) gzip; unpack it first: gzip -dc"),
    ([0x28, 0xB5, 0x2F, 0xFD], "\(packed) zstd; unpack it first: zstd -dc"),
    ([0xFD] + ascii("7zXZ"), "\(packed) xz; unpack it first: xz -dc"),
    (ascii("BZh"), "\(packed) bzip2; unpack it first: bzip2 -dc"),
    (ZipArchive.sign, "is a zip archive; unpack it, or save it as text, first"),
    (ascii("%PDF-"), "is a PDF; take its text out first: pdftotext"),
    (ascii("PAR1"), "is a Parquet table; save it as .jsonl or .csv first"),
    (ascii("ARROW1"), "is an Arrow table; save it as .jsonl or .csv first"),
    (ascii("SQLite format 3"), "is an SQLite database; save the table as .csv first"),
    (ascii("GGUF"), "is a model; open it with --model"),
    (ascii("\u{7F}ELF"), "is a program; name a sentence file"),
    ([0x89] + ascii("PNG"), "is a picture; name a sentence file"),
    ([0xFF, 0xD8, 0xFF], "is a picture; name a sentence file"),
    ([0x89] + ascii("HDF"), "is an HDF5 file; save its arrays with np.savez, its texts as .txt"),
    (ascii("<?xml"), "is XML; save its sentences as text, a sentence a line"),
  ]
  return signs.first { bytes.starts(with: $0.sign) }?.reason
    ?? (isPickle(bytes) ? pickle : nil) ?? wideEncoding(bytes).map(reason)
    ?? (isBinary(bytes)
      ? "is no text but binary data; save its sentences as text, or attention as .npz" : nil)
}

private let pickle =
  "is a pickle (.pkl, or a .pt of old), which runs code when it is read, so it is not; save its"
  + " sentences as text or JSON, attention with np.savez"

/// Whether they begin as Python's pickles do since its second protocol, and as no UTF-8 text can.
private func isPickle(_ bytes: [UInt8]) -> Bool {
  bytes.count > 1 && bytes[0] == 0x80 && 2...5 ~= bytes[1]
}

/// Whether the first bytes are too often signs that no text has. Of what is too large to be read, or never
/// ends, that is to be told.
private func isBinary(_ bytes: [UInt8]) -> Bool {
  guard bytes.count <= SentenceFile.largestFile else { return false }
  let start = bytes.prefix(4096)
  // Tabs, line and page ends, and escapes stand in texts.
  let count = start.count { $0 < 32 && ![9, 10, 12, 13, 27].contains($0) }
  return count > 3 && count * 16 >= start.count
}

private func reason(for encoding: String) -> String {
  "is \(encoding); turn it into UTF-8 first: iconv -f \(encoding) -t UTF-8"
}

private func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

/// What the byte order mark says, as iconv calls it; `nil` where there is none.
private func markedEncoding(_ bytes: [UInt8]) -> String? {
  if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
    return "UTF-32"
  }
  return bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) ? "UTF-16" : nil
}

/// UTF-16 or UTF-32 by the zeros that its letters have, in most scripts at least its blanks and line
/// ends; `nil` where they show neither.
private func wideEncoding(_ bytes: [UInt8]) -> String? {
  let start = bytes.prefix(4096)
  var zeros = [0, 0, 0, 0]
  for (place, byte) in start.enumerated() where byte == 0 { zeros[place % 4] += 1 }
  let units = start.count / 4
  let count = zeros.reduce(0, +)
  // One that strayed into a text is none.
  guard units > 0, count > 1, count * 16 >= start.count else { return nil }
  let (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3])
  if min(zeros[2], zeros[3]) >= units, zeros[0] < units { return "UTF-32LE" }
  if min(zeros[0], zeros[1]) >= units, zeros[3] < units { return "UTF-32BE" }
  if even * 8 <= odd { return "UTF-16LE" }
  return odd * 8 <= even ? "UTF-16BE" : nil
}

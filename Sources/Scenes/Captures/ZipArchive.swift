import Models

/// What a zip archive holds, which is what NumPy's `.npz` files are: members by their names, each with
/// the place of its bytes. Nothing of these is read. Everything the archive says is checked first.
/// Source: PKWARE's APPNOTE.TXT, 6.3.10.
struct ZipArchive {
  /// A file in the archive.
  struct Member {
    let name: String
    /// Where its bytes lie, as they are or deflated.
    let bytes: Range<Int>
    /// How many bytes it has once it is inflated.
    let size: Int
    let isDeflated: Bool
  }

  private(set) var members: [Member] = []
  private let data: LittleEndianBytes

  /// What an archive begins with, and what an empty one.
  static let sign = Array("PK\u{3}\u{4}".utf8)
  static let signOfEmpty = Array("PK\u{5}\u{6}".utf8)
  /// What an entry of the list of members begins with, and the records at the end of a long archive.
  private static let entry = Array("PK\u{1}\u{2}".utf8)
  private static let longEnd = Array("PK\u{6}\u{6}".utf8)
  private static let placeOfLongEnd = Array("PK\u{6}\u{7}".utf8)

  /// More members than any capture has.
  private static let mostMembers = 10_000
  /// Deflate makes no more of a byte.
  private static let mostInflation = 1040
  private static let cut = CaptureError(
    "is a zip archive without an end: it was cut short; copy it or write it again")

  init(_ file: MappedFile) throws(CaptureError) {
    data = LittleEndianBytes(file.bytes)
    let directory = try directory()
    var place = directory.start
    for _ in 0..<directory.count {
      let (member, next) = try member(at: place, before: directory.end)
      if let member { members.append(member) }
      place = next
    }
    guard Set(members.map(\.name)).count == members.count else {
      throw CaptureError("holds two members of one name; write it again")
    }
  }

  private static func broken(_ what: String) -> CaptureError {
    CaptureError("is a broken zip archive: \(what); write it again")
  }

  /// Where the list of members lies and how many these are, from the record at the archive's end.
  private func directory() throws(CaptureError) -> (start: Int, end: Int, count: Int) {
    // A comment of up to 65,535 bytes may follow.
    let last = data.count - 22
    let place = stride(from: last, through: max(0, last - 0xffff), by: -1).first {
      data.has(Self.signOfEmpty, at: $0) && data.number(UInt16.self, at: $0 + 20) == last - $0
    }
    guard let place, var count = data.number(UInt16.self, at: place + 10),
      var size = data.number(UInt32.self, at: place + 12),
      var start = data.number(UInt32.self, at: place + 16)
    else { throw Self.cut }
    if data.has(Self.placeOfLongEnd, at: place - 20) {
      guard let end = data.number(UInt64.self, at: place - 12), data.has(Self.longEnd, at: end),
        let longCount = data.number(UInt64.self, at: end + 32),
        let longSize = data.number(UInt64.self, at: end + 40),
        let longStart = data.number(UInt64.self, at: end + 48)
      else { throw Self.broken("its zip64 record is not where it should be") }
      (count, size, start) = (longCount, longSize, longStart)
    }
    guard data.slice(start, size) != nil, start + size <= place else {
      throw Self.broken("its list of members lies outside of it")
    }
    guard count <= Self.mostMembers else {
      throw CaptureError("holds \(count) members; at most \(Self.mostMembers) are read")
    }
    return (start, start + size, count)
  }

  /// The member whose entry begins at `place`, `nil` for a folder, and where the next entry begins.
  private func member(
    at place: Int, before end: Int
  ) throws(CaptureError) -> (Member?, next: Int) {
    guard data.has(Self.entry, at: place), place <= end - 46,
      let flags = data.number(UInt16.self, at: place + 8),
      let method = data.number(UInt16.self, at: place + 10),
      let packed = data.number(UInt32.self, at: place + 20),
      let size = data.number(UInt32.self, at: place + 24),
      let nameLength = data.number(UInt16.self, at: place + 28),
      let extraLength = data.number(UInt16.self, at: place + 30),
      let commentLength = data.number(UInt16.self, at: place + 32),
      let header = data.number(UInt32.self, at: place + 42),
      let name = data.slice(place + 46, nameLength).map({ String(decoding: $0, as: UTF8.self) }),
      case let next = place + 46 + nameLength + extraLength + commentLength, next <= end
    else { throw Self.broken("its list of members is not one") }
    guard !name.hasSuffix("/") else { return (nil, next) }
    guard flags & 1 == 0 else {
      throw CaptureError("has encrypted members; write it without a password")
    }
    guard method == 0 || method == 8 else {
      throw CaptureError(
        "is compressed in a way (\(method)) that can't be read here; np.savez and"
          + " np.savez_compressed write what can")
    }
    var fields = LongFields(
      data, extra: place + 46 + nameLength, length: extraLength)
    let longSize = fields.next(insteadOf: size)
    let longPacked = fields.next(insteadOf: packed)
    let longHeader = fields.next(insteadOf: header)
    guard let longSize, let longPacked, let longHeader,
      data.has(Self.sign, at: longHeader),
      let localName = data.number(UInt16.self, at: longHeader + 26),
      let localExtra = data.number(UInt16.self, at: longHeader + 28),
      case let start = longHeader + 30 + localName + localExtra,
      data.slice(start, longPacked) != nil
    else { throw Self.broken("a member lies outside of it, or its sizes are wrong") }
    let isDeflated = method == 8
    guard
      isDeflated
        ? longSize / Self.mostInflation <= longPacked : longSize == longPacked
    else { throw Self.broken("the sizes of a member can't be true") }
    return (
      Member(
        name: name, bytes: start..<start + longPacked, size: longSize, isDeflated: isDeflated),
      next
    )
  }
}

/// The sizes of a member that need eight bytes, in the order of the record's fields.
private struct LongFields {
  private let data: LittleEndianBytes
  private var place: Int?

  init(_ data: LittleEndianBytes, extra start: Int, length: Int) {
    self.data = data
    var field = start
    while field + 4 <= start + length {
      guard let kind = data.number(UInt16.self, at: field),
        let size = data.number(UInt16.self, at: field + 2)
      else { return }
      if kind == 1 {
        place = field + 4
        return
      }
      field += 4 + size
    }
  }

  /// `short`, or where that says so the next of the long numbers; `nil` where that is missing.
  mutating func next(insteadOf short: Int) -> Int? {
    guard short == 0xffff_ffff else { return short }
    guard let here = place else { return nil }
    place = here + 8
    return data.number(UInt64.self, at: here)
  }
}

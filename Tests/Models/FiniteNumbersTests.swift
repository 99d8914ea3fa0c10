import Models
import Testing

@Suite struct FiniteNumbersTests {
  /// Bits of numbers of every kind, and whether they are finite.
  private static let kinds: [(type: String, bits: UInt32, isFinite: Bool)] = [
    ("F16", 0x7bff, true), ("F16", 0xfbff, true), ("F16", 0x0001, true), ("F16", 0x8000, true),
    ("F16", 0x7c00, false), ("F16", 0xfc00, false), ("F16", 0x7c01, false), ("F16", 0xffff, false),
    ("BF16", 0x7f7f, true), ("BF16", 0xff7f, true), ("BF16", 0x0001, true),
    ("BF16", 0x7f80, false), ("BF16", 0xff80, false), ("BF16", 0x7f81, false),
    ("BF16", 0xffff, false),
    ("F32", 0x7f7f_ffff, true), ("F32", 0xff7f_ffff, true), ("F32", 0x0000_0001, true),
    ("F32", 0x7f80_0000, false), ("F32", 0xff80_0000, false), ("F32", 0x7f80_0001, false),
    ("F32", 0xffff_ffff, false),
  ]

  /// At the start, in the middle and at the end of what is looked at together.
  @Test(arguments: kinds, [0, 1, 15, 17, 4095, 4096, 9_000, 9_998])
  func theFirstNumberThatIsNotFinite(
    kind: (type: String, bits: UInt32, isFinite: Bool), place: Int
  ) throws {
    let size = kind.type == "F32" ? 4 : 2
    let model = try TemporaryModel()
    var data = [UInt8](repeating: 0, count: 9_999 * size)
    data.replaceSubrange(
      place * size..<(place + 1) * size, with: TemporaryModel.bytes([kind.bits]).prefix(size))
    let path = try model.writeTensors(
      #"{"t":{"dtype":"\#(kind.type)","shape":[3333,3],"data_offsets":[0,\#(data.count)]}}"#, data)
    let rows = try Safetensors(path: path).rows(of: "t")
    #expect(rows.firstNonFinite() == (kind.isFinite ? nil : place))
    let row = place / 3
    #expect(rows.firstNonFinite(in: row..<row + 1) == (kind.isFinite ? nil : place))
    #expect(rows.firstNonFinite(in: 0..<row) == nil)
    #expect(rows.firstNonFinite(in: row + 1..<3333) == nil)
    guard !kind.isFinite else { return try rows.checkFinite() }
    let number = rows[row][place % 3]
    let shown = number.isNaN ? "NaN" : number > 0 ? "infinity" : "-infinity"
    #expect(
      throws: ModelFileError(
        file: path,
        reason: "the tensor t has \(shown) at [\(row), \(place % 3)]; every weight must be a "
          + "finite number, so this model can't be used")
    ) { try rows.checkFinite() }
  }

  @Test func noRowsAtAll() throws {
    let model = try TemporaryModel()
    let path = try model.writeTensors(
      #"{"t":{"dtype":"F32","shape":[0,3],"data_offsets":[0,0]}}"#)
    #expect(try Safetensors(path: path).rows(of: "t").firstNonFinite() == nil)
  }
}

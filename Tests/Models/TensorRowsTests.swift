import Models
import Testing

@Suite struct TensorRowsTests {
  private static let numbers = (0..<15).map { Float($0) - 7 }

  private static func rows(_ type: String, _ data: [UInt8]) throws -> TensorRows {
    let model = try TemporaryModel()
    let path = try model.writeTensors(
      #"{"t":{"dtype":"\#(type)","shape":[5,3],"data_offsets":[0,\#(data.count)]}}"#, data)
    // The mapping outlives the name of the file, and the rows keep it.
    return try Safetensors(path: path).rows(of: "t")
  }

  @Test func rowsOfEveryType() throws {
    let brain = Self.numbers.map { UInt16($0.bitPattern >> 16) }
    for rows in [
      try Self.rows("F32", TemporaryModel.bytes(Self.numbers)),
      try Self.rows("F16", TemporaryModel.bytes(Self.numbers.map { Float16($0) })),
      try Self.rows("BF16", TemporaryModel.bytes(brain)),
    ] {
      #expect(rows.count == 5)
      #expect(rows.columns == 3)
      for row in 0..<5 { #expect(rows[row] == Array(Self.numbers[row * 3..<row * 3 + 3])) }
      #expect(rows[1..<4] == Array(Self.numbers[3..<12]))
      #expect(rows[2..<2] == [])
    }
  }

  @Test func copiesIntoABuffer() throws {
    let rows = try Self.rows("F32", TemporaryModel.bytes(Self.numbers))
    var buffer = [Float](repeating: 0, count: 6)
    buffer.withUnsafeMutableBufferPointer { rows.copy(3..<5, into: $0) }
    #expect(buffer == Array(Self.numbers[9...]))
  }
}

import Models
import RandomText
import Testing

/// Blocks of numbers that share scales beside what the gguf library makes of them.
@Suite struct QuantizedBlocksTests {
  static let types: [ElementType] = ElementType.allCases.filter(\.isQuantized)

  /// A table of the fixture's blocks, again and again the same, and all of its numbers as they should
  /// be.
  private func table(
    _ type: ElementType, rows: Int, columns: Int
  ) throws -> (rows: TensorRows, numbers: [Float]) {
    let data = try Fixture.data("quantized.safetensors")
    let place = try #require(TemporaryModel.places(in: data)["\(type.rawValue).blocks"])
    let numbers = try Safetensors(path: Fixture.path("quantized.safetensors"))
      .floats(of: "\(type.rawValue).numbers")
    let times = rows * columns / numbers.count
    let bytes = [[UInt8]](repeating: Array(data[place]), count: times).flatMap(\.self)
    return (
      TensorRows(
        name: "t", count: rows, columns: columns, type: type,
        file: try MappedFile(path: TemporaryModel().write("blocks", bytes)), bytes: 0..<bytes.count),
      [[Float]](repeating: numbers, count: times).flatMap(\.self)
    )
  }

  @Test(arguments: types)
  func numbersAreThoseOfTheLibrary(type: ElementType) throws {
    let (table, numbers) = try table(type, rows: 4, columns: 768)
    #expect(table[0..<4] == numbers)
    #expect(table[2] == Array(numbers[1536..<2304]))
  }

  /// Outputs of whole tiles and of parts of them, one row and more than are done at once, more inputs
  /// than are widened at once.
  @Test(arguments: types, [(48, 768, 1), (36, 768, 7), (4, 768, 2), (36, 256, 30), (60, 256, 1)])
  func productsAreThoseOfTheNumbers(type: ElementType, size: (Int, Int, Int)) throws {
    let (outputs, inputs, rows) = size
    let (table, numbers) = try table(type, rows: outputs, columns: inputs)
    var random = SeededGenerator(seed: UInt64(outputs))
    let x = FloatTable.random(rows: rows, columns: inputs, using: &random)
    let sums = Linear(tables: [table]).products(of: x, outputs: outputs)
    for row in 0..<rows {
      for output in 0..<outputs {
        let weights = numbers[output * inputs..<(output + 1) * inputs]
        let expected = zip(x[row], weights).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        let largest = zip(x[row], weights).reduce(0) { $0 + Double(abs($1.0 * $1.1)) }
        #expect(abs(Double(sums[row][output]) - expected) < 2e-6 * max(1, largest))
      }
    }
  }

  /// The second of two blocks has the scale that is not finite.
  @Test(
    arguments: [
      (ElementType.q8_0, 0), (.q4_0, 0), (.q4_1, 0), (.q4_1, 2), (.q5_0, 0), (.q5_1, 2), (.q4_k, 0),
      (.q4_k, 2), (.q5_k, 2), (.q6_k, 208),
    ],
    [Float16.infinity, -.infinity, .nan])
  func scalesThatAreNotFiniteAreFound(
    place: (type: ElementType, offset: Int), number: Float16
  ) throws {
    let (size, columns) = (place.type.size, place.type.block)
    func first(_ bytes: [UInt8]) throws -> Int? {
      let file = try MappedFile(path: TemporaryModel().write("blocks", bytes))
      return TensorRows(
        name: "t", count: 2, columns: columns, type: place.type, file: file, bytes: 0..<bytes.count
      ).firstNonFinite()
    }
    var bytes = [UInt8](repeating: 0, count: 2 * size)
    #expect(try first(bytes) == nil)
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: number.bitPattern, toByteOffset: size + place.offset, as: UInt16.self)
    }
    #expect(try first(bytes) == columns)
  }
}

import Models
import RandomText
import Testing

/// Products with weights of 16, 8 and 4 bits beside the same in double precision. F32 is tested by the
/// models that have it.
@Suite struct LinearTests {
  /// Types whose numbers share a scale with others, as they are told here; of all of them the numbers
  /// are tested in `QuantizedBlocksTests`.
  static let quantized: [ElementType] = [.q8_0, .q4_0, .q4_1]

  /// Blocks with random numbers, and the weights that they mean: outputs × inputs.
  private struct RandomBlocks {
    let weights: [[Double]]
    let table: TensorRows

    init(
      _ type: ElementType, outputs: Int, inputs: Int, using random: inout SeededGenerator
    ) throws {
      var bytes = [UInt8](repeating: 0, count: outputs * inputs / 32 * type.size)
      var weights = Array(repeating: [Double](), count: outputs)
      bytes.withUnsafeMutableBytes { bytes in
        var place = 0
        for output in 0..<outputs {
          for _ in 0..<inputs / 32 {
            let scale = Float16.random(in: -0.1...0.1, using: &random)
            bytes.storeBytes(of: scale.bitPattern, toByteOffset: place, as: UInt16.self)
            var minimum = Float16(0)
            if type == .q4_1 {
              minimum = Float16.random(in: -1...1, using: &random)
              bytes.storeBytes(of: minimum.bitPattern, toByteOffset: place + 2, as: UInt16.self)
            }
            let start = place + (type == .q4_1 ? 4 : 2)
            for index in start..<place + type.size {
              bytes[index] = .random(in: 0...255, using: &random)
            }
            for input in 0..<32 {
              let number: Double
              if type == .q8_0 {
                number = Double(Int8(bitPattern: bytes[start + input]))
              } else {
                let pair = bytes[start + input % 16]
                number = Double(input < 16 ? pair & 15 : pair >> 4) - (type == .q4_0 ? 8 : 0)
              }
              weights[output].append(Double(scale) * number + Double(minimum))
            }
            place += type.size
          }
        }
      }
      self.weights = weights
      table = try RandomBlocks.table(type, rows: outputs, columns: inputs, bytes)
    }

    static func table(
      _ type: ElementType, rows: Int, columns: Int, _ bytes: [UInt8]
    ) throws -> TensorRows {
      let path = try TemporaryModel().write("blocks", bytes)
      return TensorRows(
        name: "t", count: rows, columns: columns, type: type, file: try MappedFile(path: path),
        bytes: 0..<bytes.count)
    }
  }

  /// Outputs of whole tiles and of parts of them, one row and more than are done at once.
  @Test(
    arguments: quantized,
    [
      (16, 32, 1), (48, 64, 7), (5, 96, 3), (33, 448, 30), (64, 1536, 13), (40, 96, 50),
      (48, 1184, 77), (16, 32, 300), (24, 32, 530),
    ])
  func quantizedWeights(type: ElementType, size: (Int, Int, Int)) throws {
    let (outputs, inputs, rows) = size
    var random = SeededGenerator(seed: UInt64(outputs))
    let made = try RandomBlocks(type, outputs: outputs, inputs: inputs, using: &random)
    let bias = (0..<outputs).map { _ in Float.random(in: -1...1, using: &random) }
    let x = FloatTable.random(rows: rows, columns: inputs, using: &random)
    let residual = FloatTable.random(rows: rows, columns: outputs, using: &random)
    let sums = Linear(tables: [made.table], bias: bias)
      .products(of: x, outputs: outputs, addedTo: residual)
    for row in 0..<rows {
      for output in 0..<outputs {
        let product = zip(x[row], made.weights[output]).reduce(0) { $0 + Double($1.0) * $1.1 }
        let expected = product + Double(bias[output]) + Double(residual[row][output])
        #expect(abs(Double(sums[row][output]) - expected) < 1e-4 * Double(inputs).squareRoot())
      }
    }
    // The rows themselves are the same numbers.
    for output in 0..<outputs {
      #expect(
        zip(made.table[output], made.weights[output]).allSatisfy { abs(Double($0) - $1) < 1e-4 })
    }
  }

  /// As exact as sums of 32 bits are: rows for the matrix unit, where there is one, one or several blocks
  /// of them, and too few for it. `.ci/test` keeps this suite to fewer instructions as well.
  @Test(
    arguments: [ElementType.float16, .bfloat16],
    [(48, 64, 7), (40, 96, 30), (33, 40, 30), (16, 448, 530)])
  func weightsOf16Bits(type: ElementType, size: (Int, Int, Int)) throws {
    let (outputs, inputs, rows) = size
    var random = SeededGenerator(seed: UInt64(inputs))
    var weights: [Double] = []
    let bytes = (0..<outputs * inputs).flatMap { _ in
      let weight = Float.random(in: -1...1, using: &random)
      let isHalf = type == .float16
      let pattern = isHalf ? Float16(weight).bitPattern : UInt16(weight.bitPattern >> 16)
      weights.append(
        isHalf ? Double(Float16(weight)) : Double(Float(bitPattern: UInt32(pattern) << 16)))
      return [UInt8(truncatingIfNeeded: pattern), UInt8(pattern >> 8)]
    }
    let linear = Linear(
      tables: [try RandomBlocks.table(type, rows: outputs, columns: inputs, bytes)])
    let x = FloatTable.random(rows: rows, columns: inputs, using: &random)
    let sums = linear.products(of: x, outputs: outputs)
    for row in 0..<rows {
      for output in 0..<outputs {
        let own = weights[output * inputs..<(output + 1) * inputs]
        let product = zip(x[row], own).reduce(0) { $0 + Double($1.0) * $1.1 }
        let largest = zip(x[row], own).reduce(0) { $0 + abs(Double($1.0) * $1.1) }
        #expect(abs(Double(sums[row][output]) - product) < 1e-6 * largest)
      }
    }
  }

  /// −8 · d is beyond what 16 bits hold.
  @Test func theMinimumOfALargeScaleIsRight() throws {
    var bytes = [UInt8](repeating: 0, count: ElementType.q4_0.size)
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: Float16(20_000).bitPattern, as: UInt16.self)
    }
    let table = try RandomBlocks.table(.q4_0, rows: 1, columns: 32, bytes)
    let x = FloatTable(rows: 1, columns: 32)
    x[0].update(repeating: 1)
    let sums = Linear(tables: [table]).products(of: x, outputs: 1)
    #expect(sums[0][0] == 32 * -160_000)
  }

  /// Rows in the middle of their tables, whose outputs the members share.
  @Test func packedWeightsTakeSomeRowsAlone() throws {
    let (outputs, inputs, rows) = (40, 8, 5..<9)
    var random = SeededGenerator(seed: 40)
    let weights = (0..<outputs * inputs).map { _ in Float.random(in: -1...1, using: &random) }
    let folder = try TemporaryModel()
    try folder.writeTensors(
      #"{"t":{"dtype":"F32","shape":[40,8],"data_offsets":[0,1280]}}"#,
      TemporaryModel.bytes(weights))
    let table = try ModelWeights(folder: folder.folder).rows(of: "t")
    let linear = Linear(tables: [table])
    linear.allocate()
    let tables = [inputs, outputs, outputs].map { FloatTable(rows: 12, columns: $0) }
    for table in tables {
      let numbers = table[0..<12]
      for index in numbers.indices { numbers[index] = .random(in: -1...1, using: &random) }
    }
    let (x, residual, sums) = (tables[0], tables[1], tables[2])
    let before = Array(sums[0..<12])
    Team.shared.work { member in
      linear.convert(member)
      member.barrier()
      linear.apply(member, to: x, rows, into: sums, addedTo: residual)
    }
    for row in 0..<12 {
      for output in 0..<outputs {
        let product = zip(x[row], weights[output * inputs..<(output + 1) * inputs])
          .reduce(residual[row][output]) { $0 + $1.0 * $1.1 }
        let expected = rows.contains(row) ? product : before[row * outputs + output]
        #expect(abs(sums[row][output] - expected) < 1e-5)
      }
    }
  }
}

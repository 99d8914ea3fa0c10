import Models
import RandomText
import Testing

/// Products with weights of 8 and 4 bits beside the same in double precision. F32, F16 and BF16 are
/// tested by the models that have them.
@Suite struct LinearTests {
  /// Blocks with random numbers, and the weights that they mean: outputs × inputs.
  private struct RandomBlocks {
    let bytes: UnsafeMutableRawBufferPointer
    let weights: [[Double]]
    let blocks: QuantizedBlocks

    init(
      _ kind: QuantizedBlocks.Kind, outputs: Int, inputs: Int, using random: inout SeededGenerator
    ) throws {
      bytes = .allocate(byteCount: outputs * inputs / 32 * kind.size, alignment: 1)
      var weights = Array(repeating: [Double](), count: outputs)
      var place = 0
      for output in 0..<outputs {
        for _ in 0..<inputs / 32 {
          let scale = Float16.random(in: -0.1...0.1, using: &random)
          bytes.storeBytes(of: scale.bitPattern, toByteOffset: place, as: UInt16.self)
          var minimum = Float16(0)
          if kind == .q4_1 {
            minimum = Float16.random(in: -1...1, using: &random)
            bytes.storeBytes(of: minimum.bitPattern, toByteOffset: place + 2, as: UInt16.self)
          }
          let start = place + (kind == .q4_1 ? 4 : 2)
          for index in start..<place + kind.size {
            bytes[index] = .random(in: 0...255, using: &random)
          }
          for input in 0..<32 {
            let number: Double
            switch kind {
            case .q8_0: number = Double(Int8(bitPattern: bytes[start + input]))
            case .q4_0, .q4_1:
              let pair = bytes[start + input % 16]
              number = Double(input < 16 ? pair & 15 : pair >> 4) - (kind == .q4_0 ? 8 : 0)
            }
            weights[output].append(Double(scale) * number + Double(minimum))
          }
          place += kind.size
        }
      }
      self.weights = weights
      blocks = try #require(
        QuantizedBlocks(kind, rows: outputs, columns: inputs, bytes: UnsafeRawBufferPointer(bytes)))
    }
  }

  /// Outputs of whole tiles and of parts of them, one row and more than are done at once.
  @Test(
    arguments: QuantizedBlocks.Kind.allCases,
    [(16, 32, 1), (48, 64, 7), (5, 96, 3), (33, 448, 30), (64, 1536, 13)])
  func quantizedWeights(kind: QuantizedBlocks.Kind, size: (Int, Int, Int)) throws {
    let (outputs, inputs, rows) = size
    var random = SeededGenerator(seed: UInt64(outputs))
    let made = try RandomBlocks(kind, outputs: outputs, inputs: inputs, using: &random)
    defer { made.bytes.deallocate() }
    let bias = (0..<outputs).map { _ in Float.random(in: -1...1, using: &random) }
    let (x, sums) = (
      FloatTable(rows: rows, columns: inputs), FloatTable(rows: rows, columns: outputs)
    )
    let residual = FloatTable(rows: rows, columns: outputs)
    for table in [x, residual] {
      let numbers = table[0..<rows]
      for index in numbers.indices { numbers[index] = .random(in: -1...1, using: &random) }
    }
    let linear = Linear(.blocks(made.blocks), bias: bias)
    linear.allocate()
    Team.shared.work { member in
      linear.convert(member)
      member.barrier()
      linear.apply(member, to: x, 0..<rows, into: sums, addedTo: residual)
    }
    for row in 0..<rows {
      for output in 0..<outputs {
        let product = zip(x[row], made.weights[output]).reduce(0) { $0 + Double($1.0) * $1.1 }
        let expected = product + Double(bias[output]) + Double(residual[row][output])
        #expect(abs(Double(sums[row][output]) - expected) < 1e-4 * Double(inputs).squareRoot())
      }
    }
  }

  @Test func blocksOfAnotherLengthAreRefused() {
    let bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    #expect(QuantizedBlocks(.q8_0, rows: 1, columns: 32, bytes: bytes) == nil)
    #expect(QuantizedBlocks(.q8_0, rows: 0, columns: 32, bytes: bytes) == nil)
  }
}

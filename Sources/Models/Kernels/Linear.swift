import COpenBLAS

/// A dense layer: x · Wᵀ + b.
///
/// W is kept in tiles, each with `width` of the outputs and all inputs, input after input. OpenBLAS
/// multiplies up to a million pairs of numbers without copying them about first, where its
/// processor allows; such a tile makes that twice as fast for a short sentence as one product with
/// the whole of W, and never slower.
struct Linear: Sendable {
  private let weights: [TensorRows]
  private let tiles: FloatTable
  private let bias: [Float]
  private let inputs: Int
  private let tileCount: Int
  var outputs: Int { bias.count }

  private static let width = 64
  private static let depth = 384
  private static let height = 32

  /// The layer with the rows of all of `weights`, which are of one size and have `bias.count` rows
  /// in all. It can't be applied before it is converted.
  init(weights: [TensorRows], bias: [Float]) {
    self.weights = weights
    self.bias = bias
    inputs = weights.first?.columns ?? 0
    // Each row is an input of a tile.
    tileCount = (bias.count + Self.width - 1) / Self.width
    tiles = FloatTable(rows: tileCount * inputs, columns: Self.width)
  }

  /// Makes this member's share of the tiles from the file's weights.
  func convert(_ member: Team.Member) {
    for tile in member.share(of: tileCount) { fill(tile) }
  }

  /// Lets the system take back the memory in which the file's weights were read.
  func releasePages() {
    for table in weights { table.releasePages() }
  }

  private func fill(_ tile: Int) {
    let outputs = tile * Self.width..<min((tile + 1) * Self.width, outputs)
    let rows = FloatTable(rows: outputs.count, columns: inputs)
    for output in outputs {
      let table = output * weights.count / self.outputs
      let row = output - table * (self.outputs / weights.count)
      weights[table].copy(row..<row + 1, into: rows[output - outputs.lowerBound])
    }
    let from = rows[0..<outputs.count]
    let to = tiles[tile * inputs..<(tile + 1) * inputs]
    // Eight rows at a time, as many as the nearest cache holds side by side.
    for first in stride(from: 0, to: outputs.count, by: 8) {
      for input in 0..<inputs {
        for output in first..<min(first + 8, outputs.count) {
          to[input * Self.width + output] = from[output * inputs + input]
        }
      }
    }
  }

  /// Writes the outputs for each row of `rows` to `sums`: added to `residual` where there is one,
  /// then with `activation` done to them.
  func apply(
    to rows: UnsafeMutableBufferPointer<Float>, into sums: UnsafeMutableBufferPointer<Float>,
    addedTo residual: UnsafeMutableBufferPointer<Float>? = nil, activation: Activation? = nil
  ) {
    guard let from = rows.baseAddress, let to = sums.baseAddress else { return }
    let count = rows.count / inputs
    for output in stride(from: 0, to: outputs, by: Self.width) {
      let columns = output..<min(output + Self.width, outputs)
      for input in stride(from: 0, to: inputs, by: Self.depth) {
        let depth = min(Self.depth, inputs - input)
        let first = output / Self.width * inputs + input
        let tile = tiles[first..<first + depth]
        for row in stride(from: 0, to: count, by: Self.height) {
          let block = row..<min(row + Self.height, count)
          // While these sums are in the nearest cache, everything is done to them.
          if input == 0 { start(sums, block, columns, residual) }
          cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(block.count), Int32(columns.count),
            Int32(depth),
            1, from + row * inputs + input, Int32(inputs), tile.baseAddress, Int32(Self.width),
            1, to + row * outputs + output, Int32(outputs))
          guard let activation, input + depth == inputs else { continue }
          for row in block { activation.apply(to: part(of: sums, row, columns)) }
        }
      }
    }
  }

  /// BLAS adds its products to what is there: the bias, and the residual.
  private func start(
    _ sums: UnsafeMutableBufferPointer<Float>, _ rows: Range<Int>, _ columns: Range<Int>,
    _ residual: UnsafeMutableBufferPointer<Float>?
  ) {
    for row in rows {
      let sums = part(of: sums, row, columns)
      _ = sums.update(fromContentsOf: bias[columns])
      guard let residual = residual.map({ part(of: $0, row, columns) }) else { continue }
      for column in 0..<columns.count { sums[column] += residual[column] }
    }
  }

  private func part(
    of sums: UnsafeMutableBufferPointer<Float>, _ row: Int, _ columns: Range<Int>
  ) -> UnsafeMutableBufferPointer<Float> {
    let start = row * outputs
    return UnsafeMutableBufferPointer(
      rebasing: sums[start + columns.lowerBound..<start + columns.upperBound])
  }
}

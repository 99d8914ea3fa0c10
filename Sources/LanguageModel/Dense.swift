import COpenBLAS

/// A dense layer: x · Wᵀ + b.
///
/// W is kept in tiles, each with `width` of the outputs and all inputs, input after input. OpenBLAS
/// multiplies up to a million pairs of numbers without copying them about first, where its
/// processor allows; such a tile makes that twice as fast for a short sentence as one product with
/// the whole of W, and never slower.
struct Dense: Sendable {
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

  /// Writes the outputs for each row of `rows` to `sums`, added to `residual` where there is one.
  func apply(
    to rows: UnsafeMutableBufferPointer<Float>, into sums: UnsafeMutableBufferPointer<Float>,
    addedTo residual: UnsafeMutableBufferPointer<Float>? = nil
  ) {
    guard let from = rows.baseAddress, let to = sums.baseAddress else { return }
    start(sums, residual)
    let count = rows.count / inputs
    for output in stride(from: 0, to: outputs, by: Self.width) {
      for input in stride(from: 0, to: inputs, by: Self.depth) {
        let depth = min(Self.depth, inputs - input)
        let first = output / Self.width * inputs + input
        let tile = tiles[first..<first + depth]
        for row in stride(from: 0, to: count, by: Self.height) {
          cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(min(Self.height, count - row)),
            Int32(min(Self.width, outputs - output)), Int32(depth),
            1, from + row * inputs + input, Int32(inputs), tile.baseAddress, Int32(Self.width),
            1, to + row * outputs + output, Int32(outputs))
        }
      }
    }
  }

  /// BLAS adds its products to what is there: the bias, and the residual.
  private func start(
    _ sums: UnsafeMutableBufferPointer<Float>, _ residual: UnsafeMutableBufferPointer<Float>?
  ) {
    for start in stride(from: 0, to: sums.count, by: outputs) {
      let row = UnsafeMutableBufferPointer(rebasing: sums[start..<start + outputs])
      _ = row.update(from: bias)
      guard let residual else { continue }
      for column in row.indices { row[column] += residual[start + column] }
    }
  }
}

import AttentionCore
import COpenBLAS

/// Multi-head attention of one layer.
struct Attention {
  let heads: Int
  let headSize: Int
  /// Where the projections are and the weights go.
  let result: EncoderLayer.Result

  private var width: Int { heads * headSize }

  /// So many queries at once, so that their scores stay in the processor's cache.
  private static let block = 32

  /// Writes the weights of `queries`, and to `blends` their blended vectors, all heads in a row.
  func attend(_ queries: Range<Int>, into blends: FloatTable) {
    for head in 0..<heads {
      for first in stride(from: queries.lowerBound, to: queries.upperBound, by: Self.block) {
        let block = first..<min(first + Self.block, queries.upperBound)
        attend(head, block, into: blends[first - queries.lowerBound..<blends.rows])
      }
    }
  }

  private func attend(
    _ head: Int, _ queries: Range<Int>, into blends: UnsafeMutableBufferPointer<Float>
  ) {
    let n = result.projections.rows
    let row = Int32(result.projections.columns)
    let weights = result.weights[head * n + queries.lowerBound..<head * n + queries.upperBound]
    guard let query = result.projections[queries].baseAddress,
      let projections = result.projections[0..<n].baseAddress, let blend = blends.baseAddress
    else { return }
    let offset = head * headSize
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, Int32(queries.count), Int32(n), Int32(headSize),
      1 / Float(headSize).squareRoot(), query + offset, row,
      projections + width + offset, row, 0, weights.baseAddress, Int32(n))
    adjust(weights, head, queries)
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(queries.count), Int32(headSize), Int32(n),
      1, weights.baseAddress, Int32(n), projections + 2 * width + offset, row,
      0, blend + offset, Int32(width))
  }

  /// Edits the scores of `queries` and makes them weights.
  private func adjust(
    _ scores: UnsafeMutableBufferPointer<Float>, _ head: Int, _ queries: Range<Int>
  ) {
    let n = result.weights.columns
    let interventions = result.interventions[head]
    for (pair, change) in interventions.changes
    where queries.contains(pair.query) && (0..<n).contains(pair.key) {
      let place = (pair.query - queries.lowerBound) * n + pair.key
      scores[place] = change.isMasked ? -.infinity : scores[place] + Float(change.added)
    }
    let softmax = RowSoftmax(interventions.temperature)
    for query in queries {
      let start = (query - queries.lowerBound) * n
      softmax.apply(
        to: UnsafeMutableBufferPointer(rebasing: scores[start..<start + n]),
        visible: interventions.isCausal ? query + 1 : n)
    }
  }
}

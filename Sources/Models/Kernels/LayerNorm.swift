/// Normalization of each row: scaled to variance 1, after it was moved to mean 0 where `movesToMean`,
/// then scaled by `weight` and moved by `bias`, number by number. Without the move it is the RMS norm
/// of the decoders since Llama, whose bias is none.
///
/// By hand, because oneDNN asks for it in another way in each version, and has no RMS norm.
struct LayerNorm: Sendable {
  let weight: [Float]
  /// As many numbers as `weight`; none where nothing is added.
  let bias: [Float]
  let epsilon: Float
  var movesToMean = true

  /// Normalizes this member's part of `rows`, rows of `weight.count` numbers.
  func apply(_ member: Team.Member, to table: FloatTable, _ rows: Range<Int>) {
    apply(member, to: table, rows, into: table)
  }

  /// Writes the normal form of this member's part of `rows` to the same rows of `other`.
  func apply(
    _ member: Team.Member, to table: FloatTable, _ rows: Range<Int>, into other: FloatTable
  ) {
    for place in member.slice(of: rows.count) {
      let row = rows.lowerBound + place
      normalize(UnsafeBufferPointer(table[row]), into: other[row])
    }
  }

  /// Normalizes each `weight.count` numbers of `columns` for themselves, in this member's part of
  /// `rows`.
  func apply(
    _ member: Team.Member, toEachOf columns: Range<Int>, _ rows: Range<Int>, of table: FloatTable
  ) {
    for place in member.slice(of: rows.count) {
      for column in stride(from: columns.lowerBound, to: columns.upperBound, by: weight.count) {
        let part = UnsafeMutableBufferPointer(
          start: table.pointer(row: rows.lowerBound + place, column: column), count: weight.count)
        normalize(UnsafeBufferPointer(part), into: part)
      }
    }
  }

  /// The normal form of `row`.
  func normalized(_ row: [Float]) -> [Float] {
    Array(unsafeUninitializedCapacity: row.count) { target, initialized in
      row.withUnsafeBufferPointer {
        normalize($0, into: UnsafeMutableBufferPointer(rebasing: target[..<row.count]))
      }
      initialized = row.count
    }
  }

  private func normalize(
    _ row: UnsafeBufferPointer<Float>, into target: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(row.count == weight.count && target.count == row.count, "rows of one length")
    var mean: Float = 0
    if movesToMean {
      var sums = SIMD8<Float>.zero
      row.forEachEight { sums += $0 }
      mean = sums.sum() / Float(row.count)
    }
    var squares = SIMD8<Float>.zero
    row.forEachEight(filling: mean) { squares += ($0 - mean) * ($0 - mean) }
    let scale = 1 / (squares.sum() / Float(row.count) + epsilon).squareRoot()
    weight.withUnsafeBufferPointer { weight in
      bias.withUnsafeBufferPointer { bias in
        if bias.isEmpty {
          for column in 0..<row.count {
            target[column] = (row[column] - mean) * scale * weight[column]
          }
        } else {
          for column in 0..<row.count {
            target[column] = (row[column] - mean) * scale * weight[column] + bias[column]
          }
        }
      }
    }
  }
}

import Glibc

/// The scores that a sentence file gives; −∞ is a masked key.
public enum GivenScores: Equatable, Sendable {
  /// *n* scores, for the scene's query.
  case row([Double])
  /// *n* × *n* scores, a row for each query.
  case matrix([[Double]])

  /// The scores whose softmax is `weights`: their natural logarithms, −∞ for 0.
  ///
  /// - Throws: a `SceneError` where a weight is negative or not finite, or a row does not sum to
  ///   1 within 0.001.
  public init(weights: GivenScores) throws(SceneError) {
    switch weights {
    case .row(let row):
      self = .row(try Self.logarithms(of: row, named: "weights"))
    case .matrix(let rows):
      var scores: [[Double]] = []
      for (index, row) in rows.enumerated() {
        scores.append(try Self.logarithms(of: row, named: "weights[\(index)]"))
      }
      self = .matrix(scores)
    }
  }

  private static func logarithms(
    of row: [Double], named name: String
  ) throws(SceneError) -> [Double] {
    if let index = row.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw SceneError(
        "weights", "\(name)[\(index)] is \(row[index]); a weight must be a number of 0 or more")
    }
    let sum = row.reduce(0, +)
    // The small addition lets 1.001 itself pass, whatever its binary rounding.
    guard abs(sum - 1) <= 0.001 + 1e-9 else {
      // Six decimals show what is missing, without the noise of binary sums.
      let shown = sum < 1e6 ? (sum * 1e6).rounded() / 1e6 : sum
      throw SceneError("weights", "\(name) sums to \(shown); it must sum to 1")
    }
    return row.map { log($0) }
  }

  /// Checks that this is a row or a square for `tokens` tokens, of numbers below +∞.
  func check(tokens: Int, named name: String) throws(SceneError) {
    switch self {
    case .row(let row): try Self.check(row, tokens: tokens, key: name, named: name)
    case .matrix(let rows):
      guard rows.count == tokens else {
        throw SceneError(
          name,
          "\(name) has length \(rows.count); it must be \(tokens), a row for each token")
      }
      for (index, row) in rows.enumerated() {
        try Self.check(row, tokens: tokens, key: name, named: "\(name)[\(index)]")
      }
    }
  }

  private static func check(
    _ row: [Double], tokens: Int, key: String, named name: String
  ) throws(SceneError) {
    guard row.count == tokens else {
      throw SceneError(
        key, "\(name) has length \(row.count); it must be \(tokens), a number for each token")
    }
    if let index = row.firstIndex(where: { !($0 < .infinity) }) {
      throw SceneError(
        key, "\(name)[\(index)] is \(row[index]); it must be finite, or −∞ for a mask")
    }
  }
}

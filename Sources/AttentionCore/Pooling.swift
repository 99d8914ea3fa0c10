import Glibc

/// Ways to make one vector of many without attention: what weighs how much is fixed beforehand, or
/// goes by place, never by content.
public enum Pooling: Equatable, Sendable {
  /// Every token counts the same.
  case mean
  /// In each dimension the largest number.
  case max
  /// A recurrent state that keeps `retention` of itself at each step and takes the rest from the
  /// next token: h_t = r · h_{t−1} + (1 − r) · v_t, from the first token to the query.
  case recurrent(retention: Double)
  /// A convolution without dilation: the tokens of a window around the query, each the same.
  case convolution(window: Int)

  /// The pooled vector of `values`, n × d, as the token `query` gets it: d numbers.
  ///
  /// - Complexity: O(n · d).
  public func blend(_ values: Matrix, query: Int) -> [Float] {
    guard case .max = self else {
      return AttentionCore.blend(weights(values, query: query), of: values)
    }
    return winners(values).enumerated().map { column, row in
      values.elements[row * values.columns + column]
    }
  }

  /// The weights of the n tokens, which sum to 1; of `max` the part of the dimensions in which each
  /// token has the largest number.
  ///
  /// - Complexity: O(n), of `max` O(n · d).
  public func weights(_ values: Matrix, query: Int) -> [Double] {
    let tokens = 0..<values.rows
    switch self {
    case .mean:
      return tokens.map { _ in 1 / Double(tokens.count) }
    case .max:
      var weights = tokens.map { _ in 0.0 }
      for row in winners(values) { weights[row] += 1 / Double(values.columns) }
      return weights
    case .recurrent(let retention):
      return tokens.map { token in
        guard token <= query else { return 0 }
        return retained(retention, steps: query - token) * (token == 0 ? 1 : 1 - retention)
      }
    case .convolution(let window):
      let seen = tokens.clamped(to: query - window / 2..<query + window / 2 + 1)
      return tokens.map { seen.contains($0) ? 1 / Double(seen.count) : 0 }
    }
  }

  /// How many steps the vector of the token `key` takes to the token `query`: one where all tokens
  /// are pooled at once, one a token in a recurrent state, one a layer in a convolution. `nil` where
  /// it never gets there: a recurrent state has not read what stands after it.
  public func steps(from key: Int, to query: Int) -> Int? {
    switch self {
    case .mean, .max: 1
    case .recurrent: key <= query ? query - key : nil
    case .convolution(let window): convolutionLayers(distance: abs(query - key), window: window)
    }
  }

  /// For each dimension the row that has the largest number, the first of equal ones.
  private func winners(_ values: Matrix) -> [Int] {
    guard values.rows > 0 else { return [] }
    return (0..<values.columns).map { column in
      (0..<values.rows).max {
        values.elements[$0 * values.columns + column]
          < values.elements[$1 * values.columns + column]
      } ?? 0
    }
  }
}

/// What is left of a vector in a recurrent state that keeps `retention` of itself at each step,
/// after `steps` of them: a part from 0 to 1.
public func retained(_ retention: Double, steps: Int) -> Double { pow(retention, Double(steps)) }

/// How many layers of a convolution it takes until two tokens meet that stand `distance` apart:
/// each reaches `window / 2` tokens further to either side.
///
/// - Parameter window: an odd number of tokens, at least 3.
public func convolutionLayers(distance: Int, window: Int) -> Int {
  let reach = Swift.max(1, window / 2)
  return (Swift.max(0, distance) + reach - 1) / reach
}

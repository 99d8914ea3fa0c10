import Glibc

/// The entropy of a row of weights, −Σ α ln α, in nats. A weight of 0 adds nothing.
///
///     entropy([0.5, 0.5])   // ln 2 = 0.693…
///
/// - Complexity: O(n).
public func entropy(_ weights: [Double]) -> Double {
  weights.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
}

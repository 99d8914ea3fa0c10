import AttentionCore
import Text

/// The value vectors that a sentence file gives itself, and what their numbers are called.
public struct ValueVectors: Equatable, Sendable {
  /// A vector a token, *n* × *d*: *d* ≥ 1, all finite.
  public let matrix: Matrix
  /// The names of the *d* numbers.
  public let dimensions: [SafeText]?

  /// Vectors for *n* tokens.
  ///
  /// - Parameters:
  ///   - matrix: *n* × *d*.
  ///   - dimensions: *d* names.
  /// - Throws: a `SceneError` that says which of them is wrong and what would be right.
  public init(
    _ matrix: Matrix, dimensions: [String]? = nil, tokens: Int
  ) throws(SceneError) {
    guard matrix.rows == tokens else {
      throw SceneError(
        "values",
        "values has length \(matrix.rows); it must be \(tokens), a vector for each token")
    }
    guard matrix.columns > 0 else {
      throw SceneError("values", "values has empty vectors; each needs at least one number")
    }
    guard matrix.elements.allSatisfy(\.isFinite) else {
      throw SceneError("values", "values has a number too large; each must be below 3.4e38")
    }
    if let dimensions, dimensions.count != matrix.columns {
      throw SceneError(
        "dimensions",
        "dimensions has length \(dimensions.count); it must be \(matrix.columns), a name for each"
          + " number of a value vector")
    }
    self.matrix = matrix
    self.dimensions = dimensions?.map(SafeText.init)
    try Scene.checkLength(of: self.dimensions ?? [], named: "dimensions")
  }
}

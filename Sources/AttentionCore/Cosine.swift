/// The cosine of the angle between two vectors of the same length: 1 for the same direction, 0 for
/// unrelated ones, −1 for opposites. 0 where either is the zero vector or they differ in length.
///
/// - Complexity: O(d).
public func cosine(_ a: [Float], _ b: [Float]) -> Float {
  guard a.count == b.count else { return 0 }
  var dot = 0.0
  var squaresOfA = 0.0
  var squaresOfB = 0.0
  for index in a.indices {
    let (x, y) = (Double(a[index]), Double(b[index]))
    dot += x * y
    squaresOfA += x * x
    squaresOfB += y * y
  }
  guard squaresOfA > 0, squaresOfB > 0 else { return 0 }
  return Float(dot / (squaresOfA * squaresOfB).squareRoot())
}

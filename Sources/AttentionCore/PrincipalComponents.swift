/// The two directions in which vectors differ most from their mean, the second at right angles to the
/// first.
///
/// Each has length 1, or 0 where the vectors don't differ that way; its largest entry is positive, so
/// that the same vectors always give the same picture.
public struct PrincipalComponents: Equatable, Sendable {
  /// The directions, d numbers each.
  public let first, second: [Float]
  /// The part of all that the vectors differ by that lies in the plane of the two, from 0 to 1.
  public let share: Double
  private let mean: [Float]

  /// How often a direction is turned at most: by then it is right to a hundredth wherever another one
  /// has less than 19 twentieths of its spread.
  private static let mostTurns = 100

  /// The components of the rows of `vectors`.
  ///
  /// - Complexity: O(n · d) a turn.
  public init(of vectors: Matrix) {
    let rows = vectors.rows
    mean = blend(Array(repeating: 1 / Double(max(1, rows)), count: rows), of: vectors)
    let mean = mean
    let centred =
      Matrix((0..<rows).map { row in zip(vectors[row], mean).map { $0 - $1 } })
      ?? Matrix(rows: 0, columns: 0)
    first = Self.direction(of: centred, besides: nil)
    second = Self.direction(of: centred, besides: first)
    let spread = { (direction: [Float]) in
      centred.products(with: direction).reduce(0) { $0 + Double($1) * Double($1) }
    }
    let whole = centred.elements.reduce(0) { $0 + Double($1) * Double($1) }
    share = whole > 0 ? min(1, (spread(first) + spread(second)) / whole) : 0
  }

  /// How far `vector` is from the mean along each of the two.
  ///
  /// - Complexity: O(d).
  public func place(of vector: [Float]) -> (first: Double, second: Double) {
    let along = { (direction: [Float]) in
      Double(dot(vector, direction)) - Double(dot(mean, direction))
    }
    return (along(first), along(second))
  }

  /// Where the rows are spread most: a direction that, multiplied with all rows and blended of them
  /// again, stays what it is. A zero vector where nothing is left but what rounding left.
  private static func direction(of rows: Matrix, besides other: [Float]?) -> [Float] {
    // A start that no symmetry of the rows is at right angles to, and for the second direction another
    // one than that which may have stayed as the first.
    let parts = (1...max(1, rows.rows)).map { 1 / Double($0) }
    let start = blend(other == nil ? parts : parts.map { $0 * $0 }, of: rows)
    let length = Self.length(of: rows.elements)
    guard length.isFinite, var direction = unit(start, besides: other, atLeast: length * 1e-6)
    else {
      return Array(repeating: 0, count: rows.columns)
    }
    for _ in 0..<mostTurns {
      let spread = rows.products(with: direction).map(Double.init)
      guard
        let turned = unit(
          blend(spread, of: rows), besides: other, atLeast: length * length * 1e-11)
      else { return Array(repeating: 0, count: rows.columns) }
      let moved = zip(turned, direction).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
      direction = turned
      if moved < 1e-6 { break }
    }
    let largest = direction.max { abs($0) < abs($1) } ?? 0
    return largest < 0 ? direction.map { -$0 } : direction
  }

  /// What of `vector` is at right angles to `other`, at length 1; `nil` where it is shorter than
  /// `least` or not finite.
  private static func unit(_ vector: [Float], besides other: [Float]?, atLeast least: Double)
    -> [Float]?
  {
    var vector = vector
    if let other {
      let along = dot(vector, other)
      vector = zip(vector, other).map { $0 - along * $1 }
    }
    let length = Self.length(of: vector)
    guard length > least, length.isFinite else { return nil }
    return vector.map { Float(Double($0) / length) }
  }

  /// The length of a vector.
  private static func length(of vector: [Float]) -> Double {
    vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
}

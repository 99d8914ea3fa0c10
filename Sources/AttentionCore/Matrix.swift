/// A table of numbers, `rows` × `columns`, stored row after row.
///
/// One value vector a row: the values of a sentence are a `Matrix` of n × d.
public struct Matrix: Equatable, Sendable {
  /// How many rows there are.
  public let rows: Int
  /// How many numbers each row has.
  public let columns: Int
  /// All the numbers, row after row: `rows * columns` of them.
  public private(set) var elements: [Float]

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: 0, count: rows * columns)
  }

  /// A matrix with one row for each of `rows`; `nil` where the rows differ in length.
  public init?(_ rows: [[Float]]) {
    let columns = rows.first?.count ?? 0
    guard rows.allSatisfy({ $0.count == columns }) else { return nil }
    self.rows = rows.count
    self.columns = columns
    elements = Array(rows.joined())
  }

  /// Row `row`, counted from 0.
  public subscript(row: Int) -> ArraySlice<Float> {
    elements[row * columns..<(row + 1) * columns]
  }

  /// The same rows, each divided by its length. A row of zeros stays one.
  public func withUnitRows() -> Matrix {
    var unit = self
    for row in 0..<rows {
      let squares = self[row].reduce(0.0) { $0 + Double($1) * Double($1) }
      guard squares > 0 else { continue }
      let scale = Float(1 / squares.squareRoot())
      for index in row * columns..<(row + 1) * columns { unit.elements[index] *= scale }
    }
    return unit
  }

  /// The product of every row with row `row`: one number a row.
  ///
  /// - Complexity: O(rows · columns).
  public func products(withRow row: Int) -> [Float] { products(with: Array(self[row])) }

  /// The product of every row with a vector of `columns` numbers: one number a row, 0 where the vector
  /// has another length.
  ///
  /// - Complexity: O(rows · columns).
  public func products(with vector: [Float]) -> [Float] {
    guard vector.count == columns else { return Array(repeating: 0, count: rows) }
    return elements.withUnsafeBytes { bytes in
      let size = columns * MemoryLayout<Float>.size
      return vector.withUnsafeBytes { vector in
        (0..<rows).map { row in
          dot(UnsafeRawBufferPointer(rebasing: bytes[row * size..<(row + 1) * size]), vector)
        }
      }
    }
  }
}

/// The product of two vectors of the same length; 0 where they differ in length.
///
/// - Complexity: O(d).
public func dot(_ a: [Float], _ b: [Float]) -> Float {
  guard a.count == b.count else { return 0 }
  return a.withUnsafeBytes { a in b.withUnsafeBytes { dot(a, $0) } }
}

/// Eight sums side by side, because one sum alone would wait for each addition in turn.
private func dot(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Float {
  let width = MemoryLayout<SIMD8<Float>>.size
  let whole = a.count / width * width
  var sums = SIMD8<Float>.zero
  for offset in stride(from: 0, to: whole, by: width) {
    sums +=
      a.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
      * b.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
  }
  return stride(from: whole, to: a.count, by: MemoryLayout<Float>.size).reduce(sums.sum()) {
    $0 + a.load(fromByteOffset: $1, as: Float.self) * b.load(fromByteOffset: $1, as: Float.self)
  }
}

/// The blended vector a = Σⱼ αⱼ · vⱼ: the average of the value vectors, each as much as its weight.
///
///     blend([0.5, 0.3, 0.2], of: [[3], [7], [5]])   // [4.6]
///
/// Sums are kept in double precision, so that small lessons come out as on paper. A value whose
/// weight is 0 takes no part.
///
/// - Parameters:
///   - weights: n weights.
///   - values: n value vectors, n × d.
/// - Returns: d numbers.
/// - Complexity: O(n · d).
public func blend(_ weights: [Double], of values: Matrix) -> [Float] {
  let columns = values.columns
  var sums = [Double](repeating: 0, count: columns)
  values.elements.withUnsafeBufferPointer { elements in
    sums.withUnsafeMutableBufferPointer { sums in
      for row in 0..<min(weights.count, values.rows) where weights[row] != 0 {
        let weight = weights[row]
        let value = UnsafeBufferPointer(rebasing: elements[row * columns..<(row + 1) * columns])
        for column in 0..<columns { sums[column] += weight * Double(value[column]) }
      }
    }
  }
  return sums.map(Float.init)
}

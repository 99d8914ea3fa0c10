/// What lies between two numbers.
///
/// - Parameter share: how much of it is the present one, from 0 to 1; the rest is the former one.
func between<Number: BinaryFloatingPoint>(
  _ former: Number, _ present: Number, share: Double
) -> Number {
  former + (present - former) * Number(share)
}

/// The same for each of two rows of numbers; the present one where they differ in length.
///
/// - Complexity: O(n); O(1) where they are the same row.
func between<Number: BinaryFloatingPoint>(
  _ former: [Number], _ present: [Number], share: Double
) -> [Number] {
  guard former.count == present.count, former != present else { return present }
  return zip(former, present).map { between($0, $1, share: share) }
}

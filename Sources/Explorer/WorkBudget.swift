/// How much of a long computation is done before what was found is shown: as much as takes a set time, as
/// far as can be told by what was done. The first part is small, so that something is seen at once.
struct WorkBudget: Sendable {
  /// How many layers may be run.
  private(set) var layers = 1

  /// How long a part of the work may take: what is no longer true is not waited for longer.
  private static let seconds = 0.04
  private static let most = 48

  /// Those of `missing` that are done next, at least one where there are any, at most 48.
  ///
  /// - Parameter cost: how many layers are run for one.
  func part<Place>(of missing: ArraySlice<Place>, cost: (Place) -> Int) -> ArraySlice<Place> {
    var sum = 0
    let count = missing.prefix(Self.most).prefix {
      sum += cost($0)
      return sum <= layers
    }.count
    return missing.prefix(max(1, count))
  }

  /// Learns from a part that ran `layers` layers and took `seconds`: the next one may be four times as
  /// large at most.
  mutating func adapt(to layers: Int, seconds: Double) {
    self.layers = max(
      1, min(4 * self.layers, Int(Double(layers) * Self.seconds / max(seconds, 1e-6))))
  }
}

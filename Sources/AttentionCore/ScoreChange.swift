/// What stands over one score.
public struct ScoreChange: Equatable, Sendable {
  /// The sum of what was added to the score.
  public internal(set) var added: Double = 0
  /// Whether the score counts as −∞, whatever was added.
  public internal(set) var isMasked = false

  /// Nothing added and no mask.
  public init() {}

  /// What makes it of nothing.
  var amounts: [Edit.Amount] {
    (added == 0 ? [] : [.add(added)]) + (isMasked ? [.mask] : [])
  }

  var isNothing: Bool { self == ScoreChange() }

  /// The same with `amount` added. Additions sum up on a grid of 10⁻⁹, so that as many steps down
  /// as up lead back to exactly nothing; past ±10¹⁰⁰ they grow no more.
  func adding(_ amount: Double) -> ScoreChange {
    var sum = self
    let exact = added + amount
    sum.added =
      abs(exact) < 1e6 ? (exact * 1e9).rounded() / 1e9 : min(max(exact, -1e100), 1e100)
    return sum
  }

  /// Both at once.
  func adding(_ other: ScoreChange) -> ScoreChange {
    var sum = adding(other.added)
    sum.isMasked = isMasked || other.isMasked
    return sum
  }
}

/// What stands over one score.
public struct ScoreChange: Equatable, Sendable {
  /// The sum of what was added to the score.
  public internal(set) var added: Double = 0
  /// Whether the score counts as −∞, whatever was added.
  public internal(set) var isMasked = false

  /// The most that can be added to a score or taken from it: far more than any weight shows, and
  /// little enough that scores in single precision are still told apart.
  public static let mostAdded = 1e4

  /// Nothing added and no mask.
  public init() {}

  /// What makes it of nothing.
  var amounts: [Edit.Amount] {
    (added == 0 ? [] : [.add(added)]) + (isMasked ? [.mask] : [])
  }

  /// Whether it leaves the score as it is.
  public var isNothing: Bool { self == ScoreChange() }

  /// The same with `amount` added. Additions sum up on a grid of 10⁻⁹, so that as many steps down
  /// as up lead back to exactly nothing; past `mostAdded` they grow no more.
  func adding(_ amount: Double) -> ScoreChange {
    var sum = self
    let exact = min(max(added + amount, -Self.mostAdded), Self.mostAdded)
    sum.added = (exact * 1e9).rounded() / 1e9
    return sum
  }

  /// Both at once.
  func adding(_ other: ScoreChange) -> ScoreChange {
    var sum = adding(other.added)
    sum.isMasked = isMasked || other.isMasked
    return sum
  }
}

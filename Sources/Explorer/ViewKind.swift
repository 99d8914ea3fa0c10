/// The views of a sentence. `Screen` has one file for each.
public enum ViewKind: Int, CaseIterable, Sendable {
  /// One query's weights over the tokens, and the blended vector.
  case row
  /// Every query's weights: queries down, keys across.
  case matrix
  /// One query's weights in every head.
  case heads
  /// One query before and after the edits, side by side.
  case effect
  /// How one weight comes about, step by step.
  case computation
  /// The sentence blended by attention, by pooling, by recurrence and by convolution.
  case pooling
  /// This sentence and the next one side by side, in the same head.
  case pair
  /// All scores of a query as they are, and what softmax makes of them.
  case softmax

  /// The digit that shows it, counted from 1.
  public var number: Int { rawValue + 1 }

  /// Its name, as the screen says it.
  public var name: String {
    switch self {
    case .row: "row"
    case .matrix: "matrix"
    case .heads: "heads"
    case .effect: "effect"
    case .computation: "computation"
    case .pooling: "pooling"
    case .pair: "pair"
    case .softmax: "softmax"
    }
  }

  /// The view after it; the first after the last.
  public var next: ViewKind { Self(rawValue: rawValue + 1) ?? .row }
}

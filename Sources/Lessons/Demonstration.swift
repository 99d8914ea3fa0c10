import Scenes
import Text

/// What is shown of a live sentence step by step, in the learner's own time.
public struct Demonstration: Sendable {
  /// One step, and what there is to say about it.
  public struct Step: Sendable {
    /// What it shows.
    public let part: Part
    /// What it says.
    public let say: SafeText

    package init(part: Part, say: SafeText) {
      self.part = part
      self.say = say
    }
  }

  /// What a step shows.
  public enum Part: Equatable, Sendable {
    /// The words alone.
    case words
    /// The words' vectors arrive.
    case vectors
    /// The weights are put on them.
    case weights
    /// The weighted vectors are added up, one after the other.
    case sum
    /// The finished sum, with what this symbol of its formula stands for.
    case symbol(Symbol)
    /// The rows of the weights are computed in this order.
    case rows(RowOrder)
    /// A head learns from the set until it has taken so many steps, and stops after each `by` of them.
    case training(TrainingSet, to: Int, by: Int)
    /// What the head makes of the set's unseen sentences, as far as it has learned by then.
    case unseen(TrainingSet)
    /// Learners with and without attention learn beside each other, from sentences of so many words;
    /// `nil` shows them before they begin.
    case learners(words: Int?)
  }

  /// A symbol of a_i = Σ_j α_ij v_j.
  public enum Symbol: String, CaseIterable, Sendable {
    /// The query.
    case i
    /// The keys in their turn.
    case j
    /// The weights that the query puts on the keys.
    case weight = "α"
    /// The value vectors.
    case value = "v"
    /// The sum over all keys.
    case sum = "Σ"
    /// The blended vector.
    case blend = "a"
  }

  /// In which order rows are computed.
  public enum RowOrder: String, CaseIterable, Sendable {
    /// From the first to the last.
    case down
    /// From the last to the first.
    case up
    /// Every third, round at the end, until all are there.
    case mixed
    /// At the same time.
    case together
  }

  /// The first step, and those after it.
  public let first: Step
  private let others: [Step]

  /// `nil` where there is no step.
  package init?(_ steps: [Step]) {
    guard let first = steps.first else { return nil }
    self.first = first
    others = Array(steps.dropFirst())
  }

  /// The steps, at least one.
  public var steps: [Step] { [first] + others }
}

extension Demonstration.Part {
  private static let fixed: [(name: String, part: Self)] =
    [("words", .words), ("vectors", .vectors), ("weights", .weights), ("sum", .sum)]
    + Demonstration.Symbol.allCases.map { ($0.rawValue, .symbol($0)) }
    + Demonstration.RowOrder.allCases.map { ("rows \($0.rawValue)", .rows($0)) }

  /// The names by which a chapter's file calls them.
  package static var names: [String] { fixed.map(\.name) + learningNames + [learnersName] }

  /// The names of the steps in which something learns, or shows what it has learned.
  static let learningNames = ["training", "unseen"]
  /// The name of the steps in which several learn beside each other.
  static let learnersName = "learners"

  /// Whether what it shows is computed so long that nothing of it is there at once.
  public var takesLong: Bool { if case .learners = self { true } else { false } }

  /// The part that a chapter's file calls by this name.
  init?(named name: String) {
    guard let known = Self.fixed.first(where: { $0.name == name }) else { return nil }
    self = known.part
  }
}

extension Demonstration.RowOrder {
  /// The places 0..<count in this order.
  func places(_ count: Int) -> [Int] {
    switch self {
    case .down, .together: Array(0..<count)
    case .up: (0..<count).reversed()
    case .mixed: (0..<3).flatMap { Array(stride(from: 2 - $0, to: count, by: 3)) }
    }
  }
}

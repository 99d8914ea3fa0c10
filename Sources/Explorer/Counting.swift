/// What a weight of the row, the matrix and the strip counts for, as a person has chosen.
public enum Counting: Equatable, Sendable {
  /// The weights α themselves.
  case weights
  /// Each weight times the length of what it brings: ‖v·W_O‖ in a model, ‖v‖ elsewhere (Kobayashi and
  /// others, 2020).
  case lengths
  /// What of each token comes through all layers up to the head's (Abnar and Zuidema, 2020).
  case rollout
}

extension Explorer {
  /// Lets the weights count in the next way that this sentence has.
  mutating func switchCounting() {
    switch counting {
    case .weights where sentence.source.kind == .capture:
      message = .note("no values were captured, so the weights count as they are")
    case .weights:
      counting = .lengths
      let what = sentence.source.hasHeads ? "‖v·W_O‖, what a token brings" : "‖v‖, its value"
      message = .note("weights times the length of \(what), made to sum to 1; V goes on")
    case .lengths where CountedWeights.rollsOut(sentence):
      counting = .rollout
      message = .note(
        "rollout: what of each token comes through layers 0 to \(sentence.head.layer); V goes on")
    case .lengths:
      counting = .weights
      message = .note(
        sentence.source.hasHeads
          ? "the weights α themselves; the sentence is too long for a rollout"
          : "the weights α themselves; a rollout needs the layers of a model")
    case .rollout:
      counting = .weights
      message = .note("the weights α themselves")
    }
  }

  /// Counts the weights as it was chosen, or as they are where that can't be had of this sentence.
  mutating func count() {
    counted = CountedWeights(counting, sentence, analysis, earlier: counted)
    guard counted == nil, counting != .weights else { return }
    counting = .weights
    tell("no rollout can be had of this sentence: these are the weights α themselves")
  }

  /// The query's weights as they count: n numbers.
  package var countedWeights: [Double] {
    counted.map { $0.rows[sentence.query].map(Double.init) } ?? analysis.row.weights
  }
}

/// What a weight of the row, the matrix and the strip counts for, as a person has chosen.
public enum Counting: String, CaseIterable, Sendable {
  /// The weights α themselves.
  case weights
  /// Each weight times the length of what it brings: ‖v·W_O‖ in a model, ‖v‖ elsewhere (Kobayashi and
  /// others, 2020).
  case lengths
  /// What of each token comes through all layers up to the head's (Abnar and Zuidema, 2020).
  case rollout
}

extension Counting {
  /// Why the weights of `sentence` can't count so, as a clause; `nil` where they can.
  public func flaw(in sentence: Sentence) -> String? {
    switch self {
    case .weights: nil
    case _ where sentence.source.kind == .capture:
      "no values were captured, so the weights count as they are"
    case .lengths: nil
    case .rollout where CountedWeights.rollsOut(sentence): nil
    case .rollout:
      sentence.source.hasHeads
        ? "the weights α themselves; the sentence is too long for a rollout"
        : "the weights α themselves; a rollout needs the layers of a model"
    }
  }
}

extension Explorer {
  /// Lets the weights count in the next way that this sentence has.
  mutating func switchCounting() {
    switch counting {
    case .weights:
      if let flaw = Counting.lengths.flaw(in: sentence) {
        message = .note(flaw)
        return
      }
      counting = .lengths
      let what = sentence.source.hasHeads ? "‖v·W_O‖, what a token brings" : "‖v‖, its value"
      message = .note("weights times the length of \(what), made to sum to 1; V goes on")
    case .lengths:
      let flaw = Counting.rollout.flaw(in: sentence)
      counting = flaw == nil ? .rollout : .weights
      message = .note(
        flaw
          ?? "rollout: what of each token comes through layers 0 to \(sentence.head.layer); V goes on"
      )
    case .rollout:
      counting = .weights
      message = .note("the weights α themselves")
    }
  }

  /// Lets the weights count as `counting` says, where this sentence has that.
  public mutating func count(as counting: Counting) {
    self.counting = counting.flaw(in: sentence) == nil ? counting : .weights
    read()
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

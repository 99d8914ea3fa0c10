import Canvas
import Explorer
import Models
import Text

extension Prediction {
  /// What it says, of a query that is called `query`: `next token after is`.
  package func name(_ query: String) -> String {
    switch kind {
    case .next: "next token after \(query)"
    case .masked: "in the place of \(query)"
    case .sentenceLabel: "label of the sentence"
    case .tokenLabel: "label of \(query)"
    case .sentenceNumber: "number for the sentence"
    case .tokenNumber: "number for \(query)"
    }
  }

  /// The same in two words or one, which a column of its candidates can stand under.
  package var shortName: String {
    switch kind {
    case .next: "next token"
    case .masked: "in its place"
    case .sentenceLabel, .tokenLabel: "label"
    case .sentenceNumber, .tokenNumber: "number"
    }
  }

  /// The same in one word.
  package var word: String {
    switch kind {
    case .next: "next"
    case .masked: "masked"
    case .sentenceLabel, .tokenLabel: "label"
    case .sentenceNumber, .tokenNumber: "number"
    }
  }

  /// How probable a candidate is, or the number itself.
  package func text(of candidate: NextTokens.Candidate) -> String {
    kind.isNumber
      ? decimal(candidate.logit, places: 3) : weightText(Double(candidate.probability))
  }

  /// The share of a bar that a candidate fills; `nil` where it is a number, which has no end.
  package func share(of candidate: NextTokens.Candidate) -> Double? {
    kind.isNumber ? nil : Double(candidate.probability)
  }
}

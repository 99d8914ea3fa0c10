import Canvas
import Explorer

extension Prediction {
  /// What it says, of a query that is called `query`: `next token after is`.
  package func name(_ query: String) -> String {
    switch kind {
    case .next: "next token after \(query)"
    case .masked: "in the place of \(query)"
    case .sentenceLabel: "label of the sentence"
    case .tokenLabel: "label of \(query)"
    }
  }

  /// The same in two words or one, which a column of its candidates can stand under.
  package var shortName: String {
    switch kind {
    case .next: "next token"
    case .masked: "in its place"
    case .sentenceLabel, .tokenLabel: "label"
    }
  }

  /// The same in one word.
  package var word: String {
    switch kind {
    case .next: "next"
    case .masked: "masked"
    case .sentenceLabel, .tokenLabel: "label"
    }
  }
}

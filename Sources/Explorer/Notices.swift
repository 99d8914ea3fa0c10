import Scenes
import Text

extension Sentence {
  /// What a person must know of the sentence to read its numbers rightly, each a clause, safe to show.
  public var warnings: [String] {
    captureNotices
      + [passedOverWarning, knowsNothing ? Self.nothingKnown : nil].compactMap(\.self)
  }

  /// The same, and what can be seen in the tokens themselves by one who knows what to look for.
  var notices: [String] { warnings + [unknownTokensNote].compactMap(\.self) }

  private static let nothingKnown = """
    the model's vocabulary has none of these words; to it all are one, [UNK], and what it makes of \
    them means nothing
    """

  private var captureNotices: [String] {
    source.kind == .capture ? scene.capture?.notices ?? [] : []
  }

  private var passedOverWarning: String? {
    passedOver.map {
      "the file asks for the model \(SafeText($0.written).shown); --model "
        + "\(SafeText(model.name).shown) goes before it"
    }
  }

  /// Whether vectors of the model stand for the tokens, and it knows none of these.
  private var knowsNothing: Bool {
    source.readout != .none && !ownTokens.isEmpty && ownTokens.allSatisfy(isUnknown)
  }

  private var unknownTokensNote: String? {
    let unknown = ownTokens.filter(isUnknown).count
    guard source.runs, unknown > 0, !knowsNothing else { return nil }
    return "\(unknown) of \(ownTokens.count) tokens \(unknown == 1 ? "is" : "are") [UNK]: the "
      + "model's vocabulary lacks what stood there"
  }

  /// The places of the tokens that the model did not add itself.
  private var ownTokens: [Int] {
    sourceTokens.tokens.indices.filter { !sourceTokens.tokens[$0].isSpecial }
  }

  private func isUnknown(_ token: Int) -> Bool {
    ids.map { $0[token] == model.tokenizer.unknown }
      ?? !model.words.knows(sourceTokens.tokens[token].text.original)
  }
}

import Scenes
import Text

extension Sentence {
  /// What a person should know of the sentence before reading its numbers, each a clause, safe to
  /// show.
  public var notices: [String] {
    [passedOverNotice, unknownTokensNotice].compactMap { $0 }
  }

  private var passedOverNotice: String? {
    passedOver.map {
      "the file asks for the model \(SafeText($0.written).shown); --model "
        + "\(SafeText(model.name).shown) goes before it"
    }
  }

  /// Only where a vector of the model stands for the tokens.
  private var unknownTokensNotice: String? {
    guard source.readout != .none else { return nil }
    let own = sourceTokens.tokens.indices.filter { !sourceTokens.tokens[$0].isSpecial }
    let unknown = own.filter(isUnknown).count
    guard unknown < own.count else {
      return own.isEmpty
        ? nil
        : "the model's vocabulary has none of these words; to it all are one, [UNK], and what it "
          + "makes of them means nothing"
    }
    guard source.hasHeads, unknown > 0 else { return nil }
    return "\(unknown) of \(own.count) tokens \(unknown == 1 ? "is" : "are") [UNK]: the model's "
      + "vocabulary lacks what stood there"
  }

  private func isUnknown(_ token: Int) -> Bool {
    ids.map { $0[token] == model.tokenizer.unknown }
      ?? !model.words.knows(sourceTokens.tokens[token].text.original)
  }
}

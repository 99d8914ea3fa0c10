import Scenes
import Text

extension Explorer {
  /// Appends the token that the model takes for the most probable one after the last, as the sentence
  /// stands with its edits.
  mutating func appendNext() {
    readQuery()
    let sentence = sentence
    guard sentence.source.kind != .capture else {
      message = .note("what was captured says nothing of what comes next")
      return
    }
    guard sentence.model.transformer.predictsNext,
      let next = analysis.attention.next(after: sentence.count - 1)
    else {
      message = .note(
        "\(SafeText(sentence.model.name).shown) doesn't say what comes next; --model smollm2 does")
      return
    }
    guard sentence.count < sentence.model.transformer.longestSentence else {
      message = .note("the model reads no more than \(sentence.count) tokens")
      return
    }
    guard let best = next.mostProbable(1).first else { return }
    grow(by: best.id)
    let token = Token(id: best.id, of: sentence.model.tokenizer)
    message =
      message
      ?? .note(
        "appended \(token.text.shown), p \(decimal(best.probability, places: 3)); , takes it off")
  }

  /// Takes off the last token that was appended.
  mutating func takeOffNext() {
    guard sentence.grown > 0 else {
      message = .note("no token was appended here; . appends the most probable one")
      return
    }
    grow(by: nil)
  }

  private mutating func grow(by id: Int?) {
    do {
      try sentences.grow(by: id)
    } catch {
      message = .problem(error.description)
    }
  }
}

import Scenes
import Text

/// One of the things that attend to each other: a word of the sentence, or a piece of one.
public struct Token: Equatable, Sendable {
  /// Its spelling: a word's own, or the one that the model's vocabulary has for a piece.
  public let text: SafeText
  /// Whether it is the model's own, such as [CLS], and not in the sentence.
  public let isSpecial: Bool
  /// Whether the token before it belongs to the same word.
  public let continuesWord: Bool

  /// A token that is a whole word.
  init(word: SafeText) {
    text = word
    isSpecial = false
    continuesWord = false
  }

  /// A token that a model reads.
  init(piece: String, isSpecial: Bool, continuesWord: Bool) {
    text = SafeText(piece)
    self.isSpecial = isSpecial
    self.continuesWord = continuesWord
  }

  /// `spelling` of this token without the sign that it continues a word (`##ing` in a BERT's
  /// vocabulary).
  package func withoutSign(_ spelling: String) -> String {
    continuesWord && spelling.hasPrefix("##") ? String(spelling.dropFirst(2)) : spelling
  }

  /// Whether a letter or a digit is in it.
  var isWordLike: Bool { !isSpecial && text.original.contains { $0.isLetter || $0.isNumber } }
}

import Models
import Scenes
import Text

/// One of the things that attend to each other: a word of the sentence, or a piece of one.
public struct Token: Equatable, Sendable {
  /// What a person sees and calls it: a word, or what a model's token stands for in the text, without
  /// the blank before it.
  public let text: SafeText
  /// How the model's vocabulary spells it (`Ġthe`); a word's own spelling.
  public let spelling: String
  /// Whether it is the model's own, such as [CLS], and not in the sentence.
  public let isSpecial: Bool
  /// Whether a decoder rests weight on it that it has no other use for: the first of its tokens
  /// (Xiao and others, 2023, arXiv 2309.17453).
  public let isSink: Bool
  /// Whether it may be left out of what is shown, as it says little of the sentence.
  var mayBeHidden: Bool { isSpecial || isSink }
  /// Whether the token before it belongs to the same word.
  public let continuesWord: Bool

  /// A token that is a whole word.
  init(word: SafeText) {
    text = word
    spelling = word.original
    isSpecial = false
    isSink = false
    continuesWord = false
  }

  /// A token that a model reads.
  ///
  /// - Parameter text: what it stands for, where that is not as it is spelled.
  init(
    piece: String, text: String? = nil, isSpecial: Bool, isSink: Bool = false,
    continuesWord: Bool
  ) {
    self.text = SafeText(text ?? piece)
    spelling = piece
    self.isSpecial = isSpecial
    self.isSink = isSink
    self.continuesWord = continuesWord
  }

  /// A token as it was captured.
  ///
  /// - Parameter hasWordSigns: whether those that begin a word have a sign before them.
  init(captured spelling: String, hasWordSigns: Bool, isSink: Bool) {
    let sign = Self.wordSign(of: spelling)
    let isSpecial =
      spelling.utf8.count > 2
      && [("[", "]"), ("<", ">")].contains { spelling.hasPrefix($0.0) && spelling.hasSuffix($0.1) }
    let text = sign.map { String(spelling.dropFirst($0.count)) } ?? spelling
    self.init(
      piece: spelling, text: text.isEmpty ? "␣" : text, isSpecial: isSpecial,
      isSink: isSink,
      continuesWord: spelling.hasPrefix("##")
        || (hasWordSigns && sign == nil && !isSpecial && spelling.first?.isLetter == true))
  }

  /// The sign before a token that says that a word begins: those of byte-level BPE and SentencePiece,
  /// or a blank.
  static func wordSign(of spelling: String) -> String? {
    ["Ġ", "▁", " "].first { spelling.hasPrefix($0) }
  }

  /// The token of this ID, as `tokenizer` spells it.
  init(id: Int, of tokenizer: Tokenizer) {
    let spelling = tokenizer.spelling(of: id)
    self.init(
      piece: spelling, text: Self.text(of: id, spelled: spelling, tokenizer), isSpecial: false,
      continuesWord: false)
  }

  /// What `model` calls by the number `id` in what it predicts: a token, or a label of its own.
  init(predicted id: Int, by model: LanguageModel) {
    guard let labels = model.transformer.labels else {
      self.init(id: id, of: model.tokenizer)
      return
    }
    self.init(
      piece: labels.indices.contains(id) ? labels[id] : "LABEL_\(id)", isSpecial: false,
      continuesWord: false)
  }

  /// What a token stands for, without the blank before it; blanks alone as signs that are
  /// seen, as other white space is.
  static func text(of id: Int, spelled spelling: String, _ tokenizer: Tokenizer) -> String {
    let text = tokenizer.text(of: id)
    if text.isEmpty { return spelling }
    if text.allSatisfy(\.isWhitespace) { return text.replacing(" ", with: "␣") }
    return text.hasPrefix(" ") ? String(text.dropFirst()) : text
  }

  /// `spelling` of this token without the sign that it continues a word (`##ing` in a BERT's
  /// vocabulary).
  package func withoutSign(_ spelling: String) -> String {
    continuesWord && spelling.hasPrefix("##") ? String(spelling.dropFirst(2)) : spelling
  }

  /// Whether a letter or a digit is in it.
  var isWordLike: Bool { !isSpecial && text.original.contains { $0.isLetter || $0.isNumber } }
}

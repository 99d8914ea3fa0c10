import Text

/// Two words of which a person asks how much more the one than the other is to come next.
public struct NextPair: Equatable, Sendable {
  // An array, so that the many scenes without a pair keep a word for it and no more.
  private let words: [SafeText]
  /// The word that speaks for the difference.
  public var first: SafeText { words[0] }
  /// The word that speaks against it.
  public var second: SafeText { words[1] }

  /// Two words, neither of them empty.
  ///
  /// - Throws: a `SceneError` that says what is wrong.
  public init(_ words: [String]) throws(SceneError) {
    guard words.count == 2, !words.contains("") else {
      throw SceneError(
        "pair",
        "pair names \(words.count) \(words.count == 1 ? "word" : "words")"
          + "\(words.contains("") ? ", one of them empty" : ""); it must be two, such as"
          + " Paris and London")
    }
    self.words = words.map(SafeText.init)
    try Scene.checkLength(of: self.words, named: "pair")
  }

  /// The words as the command line has them, with a colon between.
  public init(written text: String) throws(SceneError) {
    try self.init(
      text.split(separator: ":", omittingEmptySubsequences: false).map(String.init))
  }
}

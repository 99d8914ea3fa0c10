import Models
import Scenes
import Text

/// What a model says at the query, before anything was changed and now: which token comes after it, which
/// stands in its place where it is masked, or which label or number it has.
public struct Prediction: Sendable {
  /// A token that may stand there, or a label.
  public struct Candidate: Equatable, Sendable {
    /// The token, or the label as one.
    public let token: Token
    /// How probable it was, and its logit, before anything was changed.
    public let before: NextTokens.Candidate
    /// The same now.
    public let now: NextTokens.Candidate
  }

  /// Two tokens that are weighed against each other.
  public struct Pair: Equatable, Sendable {
    /// The token that speaks for the difference, and the one that speaks against it.
    public let first, second: Candidate

    /// The logit of the first less that of the second, before anything was changed.
    public var before: Float { first.before.logit - second.before.logit }
    /// The same now.
    public var now: Float { first.now.logit - second.now.logit }
  }

  /// What it says.
  public let kind: Transformer.Prediction
  /// How many of the most probable tokens are read.
  public static let count = 24

  /// The most probable tokens as they are now, the most probable first.
  public let candidates: [Candidate]
  /// The tokens that the person weighs against each other; `nil` where none are named.
  public let pair: Pair?
  /// The whole distribution before anything was changed, and now.
  let before, now: NextTokens

  /// - Complexity: O(vocabulary).
  init(
    _ kind: Transformer.Prediction, before: NextTokens, now: NextTokens, pair: TokenPair?,
    model: LanguageModel
  ) {
    self.kind = kind
    let candidate = { (id: Int) in
      Candidate(token: Token(predicted: id, by: model), before: before[id], now: now[id])
    }
    // Numbers stay in their order.
    let ids =
      kind.isNumber
      ? Array(now.logits.indices.prefix(Self.count)) : now.mostProbable(Self.count).map(\.id)
    candidates = ids.map(candidate)
    self.pair = pair.map { Pair(first: candidate($0.first), second: candidate($0.second)) }
    (self.before, self.now) = (before, now)
  }
}

/// The IDs of two tokens that are weighed against each other as what comes next.
struct TokenPair: Equatable, Sendable {
  let first, second: Int

  /// The tokens of two words, each with a blank before it where that is one token.
  ///
  /// Of a classifier two labels, whatever their case.
  ///
  /// - Throws: a sentence about a word that is not one token of the model's, or no label.
  init(_ words: NextPair, _ model: LanguageModel) throws(NotOneToken) {
    if let labels = model.transformer.labels {
      first = try Self.label(words.first, of: labels)
      second = try Self.label(words.second, of: labels)
    } else {
      first = try Self.token(of: words.first, model.tokenizer)
      second = try Self.token(of: words.second, model.tokenizer)
    }
  }

  private static func label(_ word: SafeText, of labels: [String]) throws(NotOneToken) -> Int {
    let name = word.original.lowercased()
    guard let label = labels.firstIndex(where: { $0.lowercased() == name }) else {
      throw NotOneToken(word: word, labels: labels)
    }
    return label
  }

  private static func token(
    of word: SafeText, _ tokenizer: Tokenizer
  ) throws(NotOneToken) -> Int {
    for text in [" " + word.original, word.original] {
      let pieces = tokenizer.pieces(of: text)
      if pieces.count == 1, pieces[0].id != tokenizer.unknown { return pieces[0].id }
    }
    throw NotOneToken(
      word: word, pieces: tokenizer.pieces(of: word.original).map(\.token), labels: nil)
  }
}

/// A word that a model reads as several tokens, where one was asked for.
struct NotOneToken: Error, CustomStringConvertible {
  let word: SafeText
  var pieces: [String] = []
  /// The labels of a classifier.
  let labels: [String]?

  var description: String {
    if let labels {
      let names = SafeText(labels.prefix(12).joined(separator: ", ")).shown
      return "“\(word.shown)” is no label of the model; a pair takes two of \(names)"
        + (labels.count > 12 ? " …" : "")
    }
    return
      "“\(word.shown)” is \(pieces.count) tokens of the model (\(SafeText(pieces.joined(separator: " ")).shown)); "
      + "a pair takes words that are one"
  }
}

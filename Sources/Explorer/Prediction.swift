import Models
import Scenes
import Text

/// What a model takes for the token after the query, before anything was changed and now.
public struct Prediction: Sendable {
  /// A token that may come next.
  public struct Candidate: Equatable, Sendable {
    /// The token.
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

  /// How many of the most probable tokens are read.
  public static let count = 24

  /// The most probable tokens as they are now, the most probable first.
  public let candidates: [Candidate]
  /// The tokens that the person weighs against each other; `nil` where none are named.
  public let pair: Pair?
  /// The whole distribution before anything was changed, and now.
  let before, now: NextTokens

  /// - Complexity: O(vocabulary).
  init(before: NextTokens, now: NextTokens, pair: TokenPair?, tokenizer: any Tokenizer) {
    let candidate = { (id: Int) in
      Candidate(token: Token(id: id, of: tokenizer), before: before[id], now: now[id])
    }
    candidates = now.mostProbable(Self.count).map { candidate($0.id) }
    self.pair = pair.map { Pair(first: candidate($0.first), second: candidate($0.second)) }
    (self.before, self.now) = (before, now)
  }
}

/// The IDs of two tokens that are weighed against each other as what comes next.
struct TokenPair: Equatable, Sendable {
  let first, second: Int

  /// The tokens of two words, each with a blank before it where that is one token.
  ///
  /// - Throws: a sentence about a word that is not one token of the model's.
  init(_ words: NextPair, _ tokenizer: any Tokenizer) throws(NotOneToken) {
    first = try Self.token(of: words.first, tokenizer)
    second = try Self.token(of: words.second, tokenizer)
  }

  private static func token(
    of word: SafeText, _ tokenizer: any Tokenizer
  ) throws(NotOneToken) -> Int {
    for text in [" " + word.original, word.original] {
      let pieces = tokenizer.pieces(of: text)
      if pieces.count == 1, pieces[0].id != tokenizer.unknown { return pieces[0].id }
    }
    throw NotOneToken(word: word, pieces: tokenizer.pieces(of: word.original).map(\.token))
  }
}

/// A word that a model reads as several tokens, where one was asked for.
struct NotOneToken: Error, CustomStringConvertible {
  let word: SafeText
  let pieces: [String]

  var description: String {
    "“\(word.shown)” is \(pieces.count) tokens of the model (\(SafeText(pieces.joined(separator: " ")).shown)); "
      + "a pair takes words that are one"
  }
}

/// What cuts a text into the tokens that a model reads.
public protocol Tokenizer: Sendable {
  /// All tokens by their IDs.
  var vocabulary: Vocabulary { get }

  /// The ID of the token that stands for what the vocabulary lacks.
  var unknown: Int { get }

  /// The tokens of a whole sentence, those included that the model adds of its own.
  func encode(_ text: String) -> [EncodedToken]

  /// The first of a sentence's tokens, `limit` at most, with the model's own at their places.
  func cut(_ tokens: [EncodedToken], to limit: Int) -> [EncodedToken]

  /// The tokens of a text alone, without any of the model's own.
  func pieces(of text: String) -> [EncodedToken]
}

/// A token of a text.
public struct EncodedToken: Equatable, Sendable {
  /// Its number in the vocabulary.
  public let id: Int
  /// Its spelling in the vocabulary.
  public let token: String
  /// Where it stands in the text, in Unicode scalars; empty for one of the model's own.
  public let scalars: Range<Int>
}

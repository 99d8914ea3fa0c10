/// What cuts a text into the tokens that a model reads.
public protocol Tokenizer: Sendable {
  /// All tokens by their IDs.
  var vocabulary: Vocabulary { get }

  /// The ID of the token that stands for what the vocabulary lacks; `nil` where it lacks nothing.
  var unknown: Int? { get }

  /// The ID of the token that hides a word from an encoder; `nil` where there is none.
  var mask: Int? { get }

  /// The IDs of the tokens that are whole words, which a vector can be said to be near to.
  var words: [Int] { get }

  /// What a token stands for in a text: of a vocabulary of bytes the text that they are, with what is
  /// no whole character as `<0xE2>`. A token that the vocabulary lacks is `<ID>`.
  func text(of id: Int) -> String

  /// The bytes that a token adds to a text: perhaps a part of a character.
  func bytes(of id: Int) -> [UInt8]

  /// The tokens of a whole sentence, those included that the model adds of its own.
  func encode(_ text: String) -> [EncodedToken]

  /// The tokens of two texts that are read together, those included that the model adds of its own: each
  /// knows which kind of sentence it is of. Those of the second stand behind the first, as if a blank
  /// parted them.
  func encode(_ text: String, _ second: String) -> [EncodedToken]

  /// The first of a sentence's tokens, `limit` at most, with the model's own at their places.
  func cut(_ tokens: [EncodedToken], to limit: Int) -> [EncodedToken]

  /// The tokens of a text alone, without any of the model's own.
  func pieces(of text: String) -> [EncodedToken]
}

extension Tokenizer {
  /// The usual ones. A vocabulary that has BERT's among its own has no other use for that.
  public var mask: Int? { vocabulary.id(of: "<mask>") ?? vocabulary.id(of: "[MASK]") }

  /// How the vocabulary spells the token `id`; one that it lacks is `<ID>`.
  public func spelling(of id: Int) -> String {
    (0..<vocabulary.count).contains(id) ? vocabulary[id] : "<\(id)>"
  }

  /// Those of what it stands for.
  public func bytes(of id: Int) -> [UInt8] { Array(text(of: id).utf8) }

  /// Tokens of a text that was not cut into them: of which this tokenizer would perhaps make others.
  ///
  /// What both have in common, from the first token on, stands where it does; the others follow one
  /// after the other. A token that only continues a character stands nowhere of its own.
  ///
  /// - Parameters:
  ///   - ids: the tokens' IDs.
  ///   - text: what they are the tokens of.
  public func tokens(_ ids: [Int], of text: String) -> [EncodedToken] {
    let cut = encode(text)
    let same = zip(cut, ids).prefix { $0.id == $1 }.count
    var end = cut[..<same].map(\.scalars.upperBound).max() ?? 0
    return cut[..<same]
      + ids[same...].map { id in
        let start = end
        end += bytes(of: id).count { $0 & 0xc0 != 0x80 }
        return EncodedToken(
          id: id, token: spelling(of: id), scalars: start..<end, isOwn: false)
      }
  }
}

/// A token of a text.
public struct EncodedToken: Equatable, Sendable {
  /// Its number in the vocabulary.
  public let id: Int
  /// Its spelling in the vocabulary.
  public let token: String
  /// Where it stands in the text, in Unicode scalars.
  public let scalars: Range<Int>
  /// Whether it is one of the model's own, which is not in the text.
  public let isOwn: Bool
  /// The kind of sentence (token type) that it is of: where two are read together, perhaps 1 in the second.
  public internal(set) var kind = 0

  /// The token `id`, spelled `token`, which stands at `scalars`.
  ///
  /// - Parameter isOwn: by default, whether it stands nowhere in the text.
  public init(id: Int, token: String, scalars: Range<Int>, isOwn: Bool? = nil) {
    self.id = id
    self.token = token
    self.scalars = scalars
    self.isOwn = isOwn ?? scalars.isEmpty
  }

  /// The same token behind a text of so many Unicode scalars.
  func behind(_ count: Int) -> EncodedToken {
    EncodedToken(
      id: id, token: token,
      scalars: scalars.lowerBound + count..<scalars.upperBound + count, isOwn: isOwn)
  }
}

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

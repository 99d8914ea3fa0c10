import Models

/// How far a model itself went on with a sentence.
struct Growth: Sendable {
  /// How many UTF-8 bytes of the sentence are a person's own, where the model went on with it.
  private var ownLength: Int?
  /// How many of its tokens the model went on with.
  private(set) var count = 0

  /// One token further, or one less.
  ///
  /// - Parameters:
  ///   - id: the token to add; `nil` takes the last one that was added off.
  ///   - text: the sentence as far as it has grown, of the tokens `ids`.
  /// - Returns: how far that is, the sentence then, and its tokens.
  func on(
    by id: Int?, of text: String, _ ids: [Int], _ tokenizer: Tokenizer
  ) -> (Growth, text: String, ids: [Int]) {
    let own = Array(text.utf8.prefix(ownLength ?? .max))
    let added = id.map { Array(ids.suffix(count)) + [$0] } ?? ids.suffix(count).dropLast()
    var growth = Growth()
    (growth.ownLength, growth.count) = (own.count, added.count)
    return (
      growth, String(decoding: own + added.flatMap(tokenizer.bytes(of:)), as: UTF8.self),
      ids.dropLast(count) + added
    )
  }
}

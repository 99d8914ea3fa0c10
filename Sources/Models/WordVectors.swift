import Synchronization

/// Vectors of plain words, without any context, from a model's table of word embeddings; and the
/// words that a vector is nearest to.
public final class WordVectors: Sendable {
  /// A word near to a vector.
  public struct Neighbor: Equatable, Sendable {
    /// The word, without the blank that a token may have before it.
    public let word: String
    /// The cosine of the angle between its vector and the given one.
    public let cosine: Float

    /// The neighbor `word` at this cosine.
    public init(word: String, cosine: Float) {
      self.word = word
      self.cosine = cosine
    }
  }

  /// The tokenizer that cuts words into the pieces that have vectors.
  public let tokenizer: Tokenizer
  private let embeddings: TensorRows
  private let index = Mutex<NearestWords?>(nil)
  /// Each of `Tokenizer.words` and the length of its vector, once it is asked for.
  private let lengths = Mutex<[(word: Int, length: Float)]?>(nil)

  /// Opens the encoder in `folder`: its weights and its tokenizer's files.
  ///
  /// - Throws: which of the files can't be read, or what is wrong with it.
  public convenience init(folder: String) throws(ModelFileError) {
    try self.init(Tokenizer(folder: folder), ModelWeights(folder: folder), Bert.tokenTable)
  }

  /// The vectors of a model whose files are open.
  ///
  /// - Parameter table: the name of the tensor that has a row for each token.
  init(
    _ tokenizer: Tokenizer, _ weights: ModelWeights, _ table: String
  ) throws(ModelFileError) {
    self.tokenizer = tokenizer
    embeddings = try weights.withPrefix(before: table).rows(of: table)
    guard embeddings.count >= tokenizer.vocabulary.count, embeddings.columns > 0 else {
      throw ModelFileError(
        file: weights.path,
        reason: "has \(embeddings.count) word embeddings of \(embeddings.columns) numbers; "
          + "the vocabulary has \(tokenizer.vocabulary.count) tokens and needs one for each")
    }
  }

  /// How many bytes the index of all words takes at most, which is made at the first search.
  var indexSize: Int { tokenizer.vocabulary.count * (dimension + 32) }

  /// Finds out whether all numbers of all vectors are finite, which opening them alone does not.
  ///
  /// - Throws: which number is not.
  /// - Complexity: 0.8 ms for 30,522 vectors of 384 numbers of 16 bits that are in memory.
  public func checkFinite() throws(ModelFileError) { try embeddings.checkFinite() }

  /// How many numbers a word's vector has.
  public var dimension: Int { embeddings.columns }

  /// The vector of `word`: the mean of the embeddings of its pieces; zero for a word without any.
  public func vector(of word: String) -> [Float] {
    vector(ofPieces: pieces(of: word).map(\.id))
  }

  /// Whether the vocabulary has a piece of `word`; else its vector says nothing of it.
  public func knows(_ word: String) -> Bool {
    pieces(of: word).contains { $0.id != tokenizer.unknown }
  }

  /// The tokens of a word: the one with a blank before it where that is one, as it would stand in a
  /// text.
  private func pieces(of word: String) -> [EncodedToken] {
    let spaced = tokenizer.pieces(of: " " + word)
    return spaced.count == 1 ? spaced : tokenizer.pieces(of: word)
  }

  /// The mean of the embeddings of `pieces`, which are numbers in the vocabulary; zero where there
  /// are none.
  public func vector(ofPieces pieces: [Int]) -> [Float] {
    var sum = [Float](repeating: 0, count: dimension)
    for piece in pieces where (0..<embeddings.count).contains(piece) {
      for (column, number) in embeddings[piece].enumerated() { sum[column] += number }
    }
    return pieces.count > 1 ? sum.map { $0 / Float(pieces.count) } : sum
  }

  /// The words of the vocabulary whose vectors have the highest cosine with `vector`.
  ///
  /// Only whole words are looked at (see `Tokenizer.words`). The cosines are those of the file's own
  /// numbers.
  ///
  ///     vectors.nearest(to: vectors.vector(of: "river"), count: 2)  // river 1.00, rivers 0.74
  ///
  /// - Parameters:
  ///   - vector: `dimension` numbers.
  ///   - count: how many words to find at most.
  /// - Returns: the nearest first, and of equally near ones the vocabulary's first; none where
  ///   `vector` is zero (or shorter than 10⁻¹⁹), is not finite or has another dimension.
  /// - Complexity: 0.4 ms for 21,719 words of 384 numbers. The first call takes 11 ms more, and the
  ///   index it makes keeps 8.3 MB.
  public func nearest(to vector: [Float], count: Int) -> [Neighbor] {
    guard vector.count == dimension else { return [] }
    let words = index.withLock { index in
      let made = index ?? NearestWords(rows: embeddings, words: tokenizer.words)
      index = made
      return made
    }
    return words.nearest(to: vector, count: count).map {
      neighbor($0.word, cosine: $0.cosine)
    }
  }

  /// The same where the products of `vector` with all rows are known, as an output layer that is this
  /// table computes them.
  ///
  /// - Parameter products: for each row its dot product with `vector`.
  /// - Complexity: O(words · log count); the first call O(words · dimension).
  public func nearest(
    to vector: [Float], products: [Float], count: Int
  ) -> [Neighbor] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard count > 0, vector.count == dimension, products.count >= embeddings.count, length.isNormal
    else {
      return []
    }
    // The best so far, the nearest first.
    var best: [(word: Int, cosine: Float)] = []
    for (word, own) in wordLengths() where own > 0 {
      let cosine = products[word] / (own * length)
      guard best.count < count || cosine > best[best.count - 1].cosine else { continue }
      if best.count == count { best.removeLast() }
      best.insert((word, cosine), at: best.firstIndex { $0.cosine < cosine } ?? best.count)
    }
    return best.map { neighbor($0.word, cosine: $0.cosine) }
  }

  private func wordLengths() -> [(word: Int, length: Float)] {
    lengths.withLock { lengths in
      let made =
        lengths
        ?? tokenizer.words.map { word in
          (word, embeddings[word].reduce(0) { $0 + $1 * $1 }.squareRoot())
        }
      if lengths == nil { embeddings.releasePages() }
      lengths = made
      return made
    }
  }

  private func neighbor(_ word: Int, cosine: Float) -> Neighbor {
    let text = tokenizer.text(of: word)
    return Neighbor(word: text.hasPrefix(" ") ? String(text.dropFirst()) : text, cosine: cosine)
  }

  /// Whether `output` multiplies with these vectors.
  func are(_ output: OutputLayer) -> Bool {
    output.dense == nil && output.weights.tables.count == 1
      && output.weights.tables[0].isSame(as: embeddings)
  }
}

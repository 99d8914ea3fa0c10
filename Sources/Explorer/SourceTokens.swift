import Models
import Scenes
import Text

/// The tokens that a source makes of a scene, and how a person can name them.
struct SourceTokens: Sendable {
  /// The tokens in their order.
  let tokens: [Token]
  /// Their IDs in the model's vocabulary; `nil` where the tokens are words.
  let ids: [Int]?
  /// The kind of sentence that each is of, where the model tells them apart; none where all are of the
  /// first.
  let kinds: [Int]
  /// How many more the model would need to read the sentence to its end.
  let unread: Int
  /// For each of the scene's own tokens, those here that make it up; none where they were not read.
  let parts: [Range<Int>]
  private let scene: Scene

  /// The scene's own tokens, each a word.
  init(wordsOf scene: Scene) {
    self.scene = scene
    tokens = scene.tokens.map(Token.init(word:))
    ids = nil
    kinds = []
    unread = 0
    parts = tokens.indices.map { $0..<$0 + 1 }
  }

  /// The tokens that a capture names, spelled as in the vocabulary of the model that it is of.
  init(capturedOf scene: Scene) {
    self.scene = scene
    // Where a sign says that a word begins, the others go on with one.
    let signs = scene.tokens.contains { Token.wordSign(of: $0.original) != nil }
    let isCausal = scene.capture?.isCausal ?? false
    tokens = scene.tokens.enumerated().map { place, token in
      Token(
        captured: token.original, hasWordSigns: signs,
        isSink: isCausal && place == 0 && scene.tokens.count > 1)
    }
    ids = nil
    kinds = []
    unread = 0
    parts = tokens.indices.map { $0..<$0 + 1 }
  }

  /// The tokens that `model` reads, as many as it has positions for; with those of the sentence beside
  /// where they are read as one text.
  init(modelTokensOf scene: Scene, model: LanguageModel) {
    self.scene = scene
    let all =
      scene.modelState.ids.map { model.tokenizer.tokens($0, of: scene.sentence.original) }
      ?? scene.second.map { model.tokenizer.encode(scene.sentence.original, $0.original) }
      ?? model.tokenizer.encode(scene.sentence.original)
    Tally.current?.encode()
    var read = model.tokenizer.cut(all, to: model.transformer.longestSentence)
    if read.isEmpty {
      // A network reads one token at least, also of a text that its vocabulary has no token for.
      let id = model.tokenizer.unknown ?? 0
      read = [
        EncodedToken(id: id, token: model.tokenizer.vocabulary[id], scalars: 0..<0, isOwn: true)
      ]
    }
    ids = read.map(\.id)
    kinds = read.contains { $0.kind > 0 } ? read.map(\.kind) : []
    unread = max(0, all.count - read.count)
    let parts = Self.places(of: scene).map { word in
      let inside = read.indices.filter { !read[$0].isOwn && read[$0].scalars.overlaps(word) }
      return inside.first.map { $0..<$0 + inside.count } ?? 0..<0
    }
    self.parts = parts
    let continuing = Set(parts.flatMap { $0.dropFirst() })
    tokens = read.enumerated().map { place, piece in
      Token(
        piece: piece.token,
        text: Token.text(of: piece.id, spelled: piece.token, model.tokenizer),
        isSpecial: piece.isOwn, isSink: model.shape.isCausal && place == 0 && read.count > 1,
        continuesWord: continuing.contains(place) || piece.token.hasPrefix("##"))
    }
  }

  /// The token that attends where nobody else chose one: the first of the scene's own query, or else
  /// the first of the sentence; `nil` where it is to be chosen for showing something.
  var query: Int? {
    guard scene.query != nil || scene.scores != nil else { return nil }
    let part = parts[scene.attending]
    return part.isEmpty ? tokens.firstIndex { !$0.isSpecial } ?? 0 : part.lowerBound
  }

  /// The first token that is masked, where `model` says what stands in its place.
  func place(ofMaskOf model: LanguageModel) -> Int? {
    model.transformer.fillsMasks ? ids?.firstIndex { $0 == model.tokenizer.mask } : nil
  }

  /// Which of the scene's own tokens `token` is a part of.
  func word(of token: Int) -> Int? { parts.firstIndex { $0.contains(token) } }

  /// The tokens that a person named: one, or all the pieces of one word.
  ///
  /// - Throws: `OpeningError` where there is no such token, or there are several.
  func places(of wordOrIndex: String) throws(OpeningError) -> Range<Int> {
    do {
      let place = try tokens.map(\.text).tokenIndex(wordOrIndex)
      return place..<place + 1
    } catch {
      if !isIndex(wordOrIndex), let word = try? scene.tokens.tokenIndex(wordOrIndex),
        !parts[word].isEmpty
      {
        return parts[word]
      }
      let named = words(spelled: wordOrIndex)
      guard named.count > 1 else { throw OpeningError(scene, error.description) }
      let places = named.map { "\(parts[$0].lowerBound)" }.joined(separator: ", ")
      throw OpeningError(
        scene,
        "“\(SafeText(wordOrIndex).shown)” occurs \(named.count) times, at \(places); write an index"
      )
    }
  }

  /// The words of the scene that are read and spelled like this, whatever their case.
  private func words(spelled text: String) -> [Int] {
    let text = text.lowercased()
    return scene.tokens.indices.filter {
      scene.tokens[$0].original.lowercased() == text && !parts[$0].isEmpty
    }
  }

  /// Where the scene's tokens stand in its sentence, in Unicode scalars; empty for one that is not
  /// found soon after the one before it.
  private static func places(of scene: Scene) -> [Range<Int>] {
    let text = Array(scene.sentence.original.unicodeScalars)
    var start = 0
    return scene.tokens.map { token in
      let word = Array(token.original.unicodeScalars)
      let last = min(text.count - word.count, start + farthest)
      guard
        let place = (start..<max(start, last + 1)).first(where: {
          text[$0..<$0 + word.count].elementsEqual(word)
        })
      else { return 0..<0 }
      start = place + word.count
      return place..<start
    }
  }

  /// How far a token is looked for: between two words of a sentence there is never more.
  private static let farthest = 1000
}

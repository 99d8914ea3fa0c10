import AttentionCore
import JSON
import Text

/// A sentence and what its file gives with it: where attention starts from.
///
/// Every scene has at least one token, and all its shapes agree with its *n* tokens.
public struct Scene: Equatable, Sendable {
  /// What the scene is called.
  public let title: SafeText?
  /// What to try with it.
  public let notes: SafeText?
  /// The sentence; where only tokens are given, these with spaces between.
  public let sentence: SafeText
  /// The *n* tokens: given, or else the words of the sentence.
  public let tokens: [SafeText]
  /// Whether the file gave the tokens itself.
  public let tokensAreGiven: Bool
  /// The index of the token that attends, from 0.
  public var query: Int
  /// The scores that the file gives, by itself or as the logarithm of its weights.
  public var scores: GivenScores?
  /// A value vector a token, *n* × *d*.
  public private(set) var values: Matrix?
  /// The names of the *d* numbers in a value vector.
  public private(set) var dimensions: [SafeText]?
  /// Words whose likeness to the blend is watched.
  public private(set) var probes: [SafeText] = []
  /// What the scores are divided by before softmax.
  public var temperature: Temperature
  /// Whether a token sees only itself and those before it.
  public var causal: Bool

  /// Which head of a model is shown; chosen for showing something where it is `nil`.
  public private(set) var head: HeadID?
  /// The model's token that attends, from 0, where `query` can't name it: a piece of a word, or one
  /// of the model's own.
  public private(set) var token: Int?
  /// Edits of a model's heads, which name its tokens: pieces of words.
  public private(set) var edits: [EditRequest] = []

  /// The most edits a scene may have.
  public static let mostEdits = 10_000
  /// The most tokens a scene may have: the similarity of a sentence with the whole vocabulary
  /// needs a number for each pair of word and token.
  public static let mostTokens = 4096
  /// The most UTF-8 bytes a title, notes or a token may have.
  public static let longestLabel = 10_000
  /// The most UTF-8 bytes a sentence may have.
  public static let longestSentence = 1_000_000

  /// A scene of a sentence, of tokens, or of both.
  ///
  /// - Parameters:
  ///   - sentence: the text; its words are the tokens where `tokens` is `nil`.
  ///   - tokens: the *n* tokens, none of them empty.
  ///   - title: what the scene is called.
  ///   - notes: what to try with it.
  ///   - query: an index into the tokens.
  ///   - scores: a row of *n* for the query, or *n* × *n*; −∞ is masked.
  ///   - values: *n* × *d*, *d* ≥ 1, all finite.
  ///   - dimensions: *d* names.
  ///   - probes: words to compare the blend with.
  ///   - temperature: in `Temperature.range`.
  ///   - causal: whether a token sees only itself and those before it.
  /// - Throws: a `SceneError` that says which of them is wrong and what would be right.
  public init(
    sentence: String? = nil, tokens: [String]? = nil, title: String? = nil, notes: String? = nil,
    query: Int = 0, scores: GivenScores? = nil, values: Matrix? = nil,
    dimensions: [String]? = nil, probes: [String] = [], temperature: Double = 1,
    causal: Bool = false
  ) throws(SceneError) {
    self.tokens = try Self.tokens(sentence: sentence, given: tokens).map(SafeText.init)
    self.sentence = SafeText(sentence ?? tokens?.joined(separator: " ") ?? "")
    tokensAreGiven = tokens != nil
    self.title = title.map(SafeText.init)
    self.notes = notes.map(SafeText.init)
    self.query = query
    self.scores = scores
    self.values = values
    self.dimensions = dimensions?.map(SafeText.init)
    guard let temperature = Temperature(temperature) else {
      throw SceneError(
        "temperature",
        "temperature is \(temperature); it must be from \(Temperature.range.lowerBound)"
          + " to \(JSONText.number(Temperature.range.upperBound))")
    }
    self.temperature = temperature
    self.causal = causal
    watch(probes.map(SafeText.init))
    try check()
  }

  /// Watches more words; one that is watched already is not watched twice.
  public mutating func watch(_ words: [SafeText]) {
    for word in words where !probes.contains(word) { probes.append(word) }
  }

  /// Keeps which head of a model is shown, which of its tokens attends and what was edited in its
  /// heads; no scores of its own can stand beside them.
  ///
  /// - Throws: `SceneError` where there are scores, or too many edits.
  public mutating func keep(
    head: HeadID?, token: Int? = nil, edits: [EditRequest]
  ) throws(SceneError) {
    let key = head != nil ? "head" : token != nil ? "token" : edits.isEmpty ? nil : "edits"
    if scores != nil, let key {
      throw SceneError(
        key,
        "\(key) belongs to a model's heads; a scene with weights or scores of its own has none")
    }
    guard edits.count <= Self.mostEdits else {
      throw SceneError(
        "edits", "edits has length \(edits.count); it may have \(Self.mostEdits)")
    }
    self.head = head
    self.token = token
    self.edits = edits
  }

  /// Forgets the file's own values, so that word vectors take their place.
  public mutating func dropValues() {
    values = nil
    dimensions = nil
  }

  private static func tokens(sentence: String?, given: [String]?) throws(SceneError) -> [String] {
    if let sentence, sentence.utf8.count > longestSentence {
      throw SceneError(
        "sentence",
        "the sentence has \(sentence.utf8.count) bytes; it may have \(longestSentence)")
    }
    guard let tokens = given ?? sentence.map(words(in:)) else {
      throw SceneError(nil, "the scene has neither sentence nor tokens; give one of them")
    }
    let key = given == nil ? "sentence" : "tokens"
    guard !tokens.isEmpty else {
      throw SceneError(key, "the \(key) has no words; write at least one")
    }
    guard tokens.count <= mostTokens else {
      throw SceneError(
        key, "the sentence has \(tokens.count) tokens; it may have \(mostTokens)")
    }
    if let empty = tokens.firstIndex(of: "") {
      throw SceneError(key, "tokens[\(empty)] is empty; a token has at least one character")
    }
    return tokens
  }

  private var labels: [(key: String, texts: [SafeText])] {
    [("title", title.map { [$0] } ?? []), ("notes", notes.map { [$0] } ?? []), ("tokens", tokens)]
  }

  private func check() throws(SceneError) {
    guard tokens.indices.contains(query) else {
      throw SceneError("query", "query is \(query); the indices go from 0 to \(tokens.count - 1)")
    }
    for (key, texts) in labels {
      if let text = texts.first(where: { $0.original.utf8.count > Self.longestLabel }) {
        throw SceneError(
          key,
          "\(key) has a text of \(text.original.utf8.count) bytes; it may have \(Self.longestLabel)"
        )
      }
    }
    try scores?.check(tokens: tokens.count, named: "scores")
    if let values { try check(values) }
    if let dimensions { try check(dimensions) }
  }

  private func check(_ values: Matrix) throws(SceneError) {
    guard values.rows == tokens.count else {
      throw SceneError(
        "values",
        "values has length \(values.rows); it must be \(tokens.count), a vector for each token")
    }
    guard values.columns > 0 else {
      throw SceneError("values", "values has empty vectors; each needs at least one number")
    }
    guard values.elements.allSatisfy(\.isFinite) else {
      throw SceneError("values", "values has a number too large; each must be below 3.4e38")
    }
  }

  private func check(_ dimensions: [SafeText]) throws(SceneError) {
    guard let values else {
      throw SceneError("dimensions", "dimensions stands without values; give the values it names")
    }
    guard dimensions.count == values.columns else {
      throw SceneError(
        "dimensions",
        "dimensions has length \(dimensions.count); it must be \(values.columns), a name for each"
          + " number of a value vector")
    }
  }
}

/// What is wrong with a scene, and what would be right, as a sentence for a person.
public struct SceneError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The part of the scene that is wrong, as a sentence file names it.
  public let key: String?
  /// What is wrong and what would be right; safe to show.
  public let description: String

  init(_ key: String?, _ description: String) {
    self.key = key
    self.description = description
  }
}

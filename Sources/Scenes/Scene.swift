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
  public private(set) var sentence: SafeText
  /// The *n* tokens: given, or else the words of the sentence.
  public private(set) var tokens: [SafeText]
  /// Whether the file gave the tokens itself.
  public private(set) var tokensAreGiven: Bool
  /// The index of the token that attends, from 0; `nil` where none is named.
  public private(set) var query: Int?
  /// The token that attends where something must: the first one where none is named.
  public var attending: Int { query ?? 0 }
  /// Where its scores come from.
  public private(set) var start: Start {
    get { kept.start }
    set { kept = KeptStart(newValue) }
  }
  private var kept: KeptStart
  /// The file's own value vectors; word vectors take their place where it is `nil`.
  public private(set) var vectors: ValueVectors?
  /// Words whose likeness to the blend is watched.
  public private(set) var probes: [SafeText] = []
  /// What the vectors are seen along; chosen for the sentence where it is `nil`.
  public private(set) var axes: Axes?
  /// Two words that are weighed against each other as what comes next; `nil` where none are.
  public private(set) var pair: NextPair?
  /// What the scores are divided by before softmax.
  public private(set) var temperature: Temperature
  /// Whether a token sees only itself and those before it.
  public private(set) var causal: Bool

  /// The most edits a scene may have.
  public static let mostEdits = 10_000
  /// The most tokens a scene may have: the similarity of a sentence with the whole vocabulary
  /// needs a number for each pair of word and token.
  public static let mostTokens = 4096
  /// The most words a scene may watch.
  public static let mostProbes = 100
  /// The most UTF-8 bytes a title, notes, a token or a word may have.
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
  ///   - axes: two words, or two of the dimensions, to see the vectors along.
  ///   - pair: two words to weigh against each other as what comes next.
  ///   - temperature: in `Temperature.range`.
  ///   - causal: whether a token sees only itself and those before it.
  /// - Throws: a `SceneError` that says which of them is wrong and what would be right.
  public init(
    sentence: String? = nil, tokens: [String]? = nil, title: String? = nil, notes: String? = nil,
    query: Int? = nil, scores: GivenScores? = nil, values: Matrix? = nil,
    dimensions: [String]? = nil, probes: [String] = [], axes: [String]? = nil,
    pair: [String]? = nil, temperature: Double = 1, causal: Bool = false
  ) throws(SceneError) {
    self.tokens = try Self.tokens(sentence: sentence, given: tokens).map(SafeText.init)
    self.sentence = SafeText(sentence ?? tokens?.joined(separator: " ") ?? "")
    tokensAreGiven = tokens != nil
    self.title = title.map(SafeText.init)
    self.notes = notes.map(SafeText.init)
    self.query = query
    kept = KeptStart(scores.map(Start.given) ?? .model(.plain))
    guard let temperature = Temperature(temperature) else {
      throw SceneError(
        "temperature",
        "temperature is \(temperature); it must be from \(Temperature.range.lowerBound)"
          + " to \(JSONText.shortest(Temperature.range.upperBound))")
    }
    self.temperature = temperature
    self.causal = causal
    self.probes = Self.distinct(probes.map(SafeText.init))
    try checkLabels()
    try checkNumbers()
    if let values {
      vectors = try ValueVectors(values, dimensions: dimensions, tokens: self.tokens.count)
    } else if dimensions != nil {
      throw SceneError("dimensions", "dimensions stands without values; give the values it names")
    }
    if let axes { self.axes = try Axes(axes, of: vectors) }
    if let pair { self.pair = try NextPair(pair) }
  }

  /// The same sentence begun elsewhere; what is `nil` stays.
  ///
  /// - Throws: a `SceneError` that says which of them does not fit the tokens.
  public func with(
    query: Int? = nil, start: Start? = nil, temperature: Temperature? = nil, causal: Bool? = nil
  ) throws(SceneError) -> Scene {
    var scene = self
    scene.query = query ?? self.query
    scene.start = start ?? self.start
    scene.temperature = temperature ?? self.temperature
    scene.causal = causal ?? self.causal
    try scene.checkNumbers()
    return scene
  }

  /// The same scene with more words watched; one that is watched already is not watched twice.
  public func watching(_ words: [SafeText]) -> Scene {
    var scene = self
    scene.probes = Self.distinct(probes + words)
    return scene
  }

  /// The same scene with `text` at its end, of which the model has the tokens `ids`.
  ///
  /// - Throws: a `SceneError` where it would be longer than a sentence may be.
  public func growing(to text: String, ids: [Int]) throws(SceneError) -> Scene {
    let grown = try Scene(
      sentence: text, title: title?.original, notes: notes?.original, query: query)
    // The file's own values are of its own tokens.
    var scene = withoutVectors()
    scene.sentence = grown.sentence
    scene.tokens = grown.tokens
    scene.tokensAreGiven = false
    scene.start = .model(modelState.with(ids: ids))
    return scene
  }

  /// The same scene with other words weighed against each other; `nil` keeps its own.
  public func weighing(_ pair: NextPair?) -> Scene {
    var scene = self
    scene.pair = pair ?? self.pair
    return scene
  }

  /// The same scene without the file's own values, and axes that are some of their dimensions, so that
  /// word vectors take their place.
  public func withoutVectors() -> Scene {
    var scene = self
    if vectors != nil { scene.axes = nil }
    scene.vectors = nil
    return scene
  }

  /// The same scene as a file in `folder` says it.
  func rewritten(in folder: String) -> Scene {
    guard case .model(let state) = start else { return self }
    var scene = self
    scene.start = .model(state.rewritten(in: folder))
    return scene
  }

  private static func distinct(_ words: [SafeText]) -> [SafeText] {
    var known: Set<SafeText> = []
    return words.filter { known.insert($0).inserted }
  }

  private static func tokens(sentence: String?, given: [String]?) throws(SceneError) -> [String] {
    if let sentence, sentence.utf8.count > longestSentence {
      throw SceneError(
        "sentence",
        "the sentence has \(sentence.utf8.count) bytes; it may have \(longestSentence)")
    }
    guard let tokens = given ?? sentence.map(tokens(in:)) else {
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
    let bytes = tokens.reduce(0) { $0 + $1.utf8.count }
    guard bytes <= longestSentence else {
      throw SceneError(key, "the tokens have \(bytes) bytes; they may have \(longestSentence)")
    }
    if let empty = tokens.firstIndex(of: "") {
      throw SceneError(key, "tokens[\(empty)] is empty; a token has at least one character")
    }
    return tokens
  }

  /// The words of a sentence; where it has none, what stands between its blanks: `!!!`, or an emoji.
  private static func tokens(in sentence: String) -> [String] {
    let words = words(in: sentence)
    return words.isEmpty ? sentence.split(whereSeparator: \.isWhitespace).map(String.init) : words
  }

  private var labels: [(key: String, texts: [SafeText])] {
    [
      ("title", title.map { [$0] } ?? []), ("notes", notes.map { [$0] } ?? []), ("tokens", tokens),
      ("probes", probes),
    ]
  }

  private func checkLabels() throws(SceneError) {
    guard probes.count <= Self.mostProbes else {
      throw SceneError(
        "probes", "the scene has \(probes.count) probes; it may have \(Self.mostProbes)")
    }
    for (key, texts) in labels { try Self.checkLength(of: texts, named: key) }
  }

  /// - Throws: a `SceneError` where one of `texts` is longer than a text of a scene may be.
  static func checkLength(of texts: [SafeText], named key: String) throws(SceneError) {
    guard let text = texts.first(where: { $0.original.utf8.count > longestLabel }) else { return }
    throw SceneError(
      key, "\(key) has a text of \(text.original.utf8.count) bytes; it may have \(longestLabel)")
  }

  private func checkNumbers() throws(SceneError) {
    guard tokens.indices.contains(attending) else {
      throw SceneError(
        "query", "query is \(attending); the indices go from 0 to \(tokens.count - 1)")
    }
    try scores?.check(tokens: tokens.count, named: "scores")
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

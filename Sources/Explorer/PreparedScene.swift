import AttentionCore
import Models
import Scenes
import Text

/// A scene made ready to be opened: its tokens, where to begin, and what to edit at once. It is made
/// once for each scene, and what is wrong with the scene is told then; a `Sentence` of it can't fail.
public struct PreparedScene: Sendable {
  var identity: Identity
  /// The scene, with all words that are followed.
  public private(set) var scene: Scene
  /// What reads it, and whose words its vectors are near to.
  public let model: LanguageModel
  /// How a person named the model; `nil` where nobody did.
  let reference: ModelReference?
  /// The model that the scene names, where the command line's goes before it.
  let passedOver: ModelReference?
  let source: SceneSource
  private(set) var tokens: SourceTokens
  /// How it begins: nothing edited.
  private(set) var original: Interventions
  private(set) var joinsPieces = false
  /// The token that attends; `nil` where it is to be chosen for showing something.
  private(set) var query: Int?
  /// The selected token; `nil` leaves it to the edits and the query.
  private(set) var selected: Int?
  /// The head that is shown; `nil` where it is to be chosen for showing something.
  private(set) var head: HeadID?
  /// The tokens that are weighed against each other as what comes next.
  private(set) var pair: TokenPair?
  /// How far the model itself went on with it.
  private var growth = Growth()
  /// How many of its tokens the model itself went on with.
  var grown: Int { growth.count }
  /// What is edited at once, as one step of the history.
  private(set) var edits: [ResolvedEdit] = []
  /// What is ablated at once, in the same step.
  private(set) var ablations: [Ablation.Target: Ablation] = [:]
  /// The sentence beside that is named; `nil` where none is.
  private(set) var beside: SafeText?
  /// What is patched at once, in the same step.
  private(set) var patches: [ResolvedPatch] = []

  /// A scene as it is asked for.
  ///
  /// - Throws: `OpeningError` where the scene or the options name a model, a head or a token that is
  ///   not there.
  public init(
    _ scene: Scene, options: OpeningOptions = OpeningOptions(), models: OpenModels
  ) throws(OpeningError) {
    self = try PreparedScene(scene, source: options.source, models: models).opened(as: options)
  }

  /// A scene as it says itself, but for where its scores come from.
  ///
  /// - Parameter source: where scores come from; `nil` takes the scene's own where it has some, else
  ///   the model.
  /// - Throws: `OpeningError` where it names a model, a head or a token that is not there.
  init(_ scene: Scene, source: SourceKind?, models: OpenModels) throws(OpeningError) {
    let model: LanguageModel
    do {
      model = try models.model(of: scene)
    } catch {
      throw OpeningError(scene, error.description)
    }
    try scene.checkIDs(model)
    self.init(scene, source: source, model: model, chosen: models.chosen)
    try takeIn(scene.modelState)
    try findPair()
  }

  /// A scene that says nothing of a model's heads, and so nothing that could be wrong.
  package init(plain scene: Scene, as options: OpeningOptions, models: OpenModels) {
    self.init(scene, source: options.source, model: models.standard, chosen: models.chosen)
    look(as: options)
  }

  private init(
    _ scene: Scene, source: SourceKind?, model: LanguageModel, chosen: ModelReference?
  ) {
    identity = Identity()
    self.scene = scene
    self.model = model
    let named = scene.modelState.model
    reference = chosen ?? named
    passedOver = chosen.flatMap { $0.nameOrFolder == named?.nameOrFolder ? nil : named }
    self.source = SceneSource(of: scene, asked: source)
    tokens = self.source.tokens(of: scene, model)
    query = tokens.query ?? tokens.place(ofMaskOf: model)
    if case .capture(let capture) = self.source {
      query = tokens.query
      head = HeadID(layer: 0, index: 0)
      // Nothing attends but what follows the keys.
      if capture.firstQuery > 0 { (query, selected) = (capture.firstQuery, 0) }
    }
    original = Interventions(temperature: scene.temperature, isCausal: scene.causal)
  }

  /// Takes in what the scene says of a model's heads; elsewhere it is passed over.
  private mutating func takeIn(_ state: Scene.ModelState) throws(OpeningError) {
    guard case .model = source else { return }
    if let head = state.head { self.head = try checked(head) }
    if let token = state.token {
      guard tokens.tokens.indices.contains(token) else {
        throw OpeningError(
          scene, "there is no token \(token); the indices go from 0 to \(tokens.tokens.count - 1)")
      }
      query = token
    }
    for edit in state.edits { edits.append(try resolved(edit)) }
    try ablate(state.ablations)
    // What is read with it doesn't stand beside.
    beside = state.segments ? nil : state.beside
    try patch(state.patches)
  }

  /// Finds the tokens or labels of the scene's pair; where nothing predicts any, it is passed over.
  private mutating func findPair() throws(OpeningError) {
    guard let words = scene.pair, case .model = source, model.transformer.predictsSomething else {
      return
    }
    do {
      pair = try TokenPair(words, model)
    } catch {
      throw OpeningError(scene, error.description)
    }
  }

  /// The same scene as `options` ask, but for their source.
  ///
  /// - Throws: `OpeningError` where they name a head or a token that is not there, or scores that the
  ///   scene does not give.
  func opened(as options: OpeningOptions) throws(OpeningError) -> PreparedScene {
    if options.source == .given, scene.scores == nil {
      throw OpeningError(
        scene, "it gives no scores and no weights; --source model works without them")
    }
    if options.source == .capture, scene.capture == nil {
      throw OpeningError(
        scene, "it is not captured; name an .npz, .npy or .safetensors file with attention")
    }
    if options.segments, scene.second == nil || scene.second != options.beside ?? scene.second {
      return try read(with: options.beside ?? scene.modelState.beside).opened(as: options)
    }
    var opened = self
    opened.look(as: options)
    if options.layer != nil || options.head != nil {
      opened.head = try checked(HeadID(layer: options.layer ?? 0, index: options.head ?? 0))
    }
    if let words = options.pair {
      guard case .model = source, model.transformer.predictsSomething else {
        throw OpeningError(
          scene,
          "\(SafeText(model.name).shown) doesn't say what comes next, so there is no pair to weigh;"
            + " --model smollm2 does")
      }
      opened.scene = scene.weighing(words)
      try opened.findPair()
    }
    var rows: Set<Int> = []
    for edit in options.edits {
      let edit = try resolved(edit)
      opened.edits.append(edit)
      rows.insert(edit.queries.lowerBound)
    }
    try opened.ablate(options.ablations)
    if let beside = options.beside, !options.segments {
      guard case .model = source else {
        throw OpeningError(
          scene, "there are no heads of a model to patch; --source model has some")
      }
      _ = try self.beside(beside)
      opened.beside = beside
      opened.patches = []
      try opened.patch(scene.modelState.patches)
    }
    try opened.patch(options.patches)
    // Edits of one row alone that were asked for are about that row.
    if let query = options.query {
      opened.query = try tokens.places(of: query).lowerBound
    } else if rows.count == 1, let row = rows.first {
      opened.query = row
    }
    if let selected = options.selected {
      opened.selected = try tokens.places(of: selected).lowerBound
    }
    return opened
  }

  /// The same sentence read with `second` as one text of two segments.
  ///
  /// - Throws: `OpeningError` where there is none, or where nothing reads two.
  private func read(with second: SafeText?) throws(OpeningError) -> PreparedScene {
    guard let second else {
      throw OpeningError(
        scene, "there is no second sentence to read with it; --beside or the key beside names one")
    }
    guard case .model = source else {
      throw OpeningError(
        scene, "there is no model to read two sentences as one text; --source model has one")
    }
    guard !model.shape.isCausal else {
      throw OpeningError(
        scene,
        "\(SafeText(model.name).shown) is a decoder; only encoders read two sentences as segments")
    }
    do {
      var other = PreparedScene(
        try scene.reading(with: second), source: .model, model: model, chosen: reference)
      try other.takeIn(other.scene.modelState)
      try other.findPair()
      return other
    } catch {
      throw OpeningError(scene, "\(error)")
    }
  }

  /// Takes in what can be asked of every scene.
  private mutating func look(as options: OpeningOptions) {
    scene = scene.watching(options.probes)
    joinsPieces = options.joinsPieces
    original = Interventions(
      temperature: options.temperature ?? scene.temperature,
      isCausal: options.isCausal || scene.causal)
  }

  /// The same sentence read by another model, with nothing edited.
  ///
  /// - Throws: `OpeningError` where words of it are no tokens of that model.
  func read(
    by model: LanguageModel, named reference: ModelReference
  ) throws(OpeningError) -> PreparedScene {
    let plain: Scene
    do {
      plain = try scene.with(
        start: .model(
          Scene.ModelState(
            model: reference, beside: scene.second, segments: scene.second != nil)))
    } catch {
      throw OpeningError(scene, error.description)
    }
    var other = PreparedScene(plain, source: .model, model: model, chosen: nil)
    other.joinsPieces = joinsPieces
    other.beside = beside
    try other.findPair()
    return other
  }

  /// Another scene, read by the same model with nothing edited, in which the last token attends.
  func standingBeside(_ scene: Scene) -> PreparedScene {
    var other = PreparedScene(scene, source: .model, model: model, chosen: reference)
    other.joinsPieces = joinsPieces
    other.query = other.tokens.tokens.count - 1
    other.head = HeadID(layer: 0, index: 0)
    return other
  }

  /// The same scene with the token `id` at its end; `nil` takes the last one that was added off.
  ///
  /// - Throws: `SceneError` where it would be longer than a sentence may be.
  func grown(by id: Int?) throws(SceneError) -> PreparedScene {
    let (growth, text, ids) = self.growth.on(
      by: id, of: scene.sentence.original, tokens.ids ?? [], model.tokenizer)
    var other = self
    other.scene = try scene.growing(to: text, ids: ids)
    other.growth = growth
    other.identity = Identity()
    other.tokens = SourceTokens(modelTokensOf: other.scene, model: model)
    return other
  }

  /// How many layers its source has, and how many heads each of them.
  var shape: (layers: Int, heads: Int) { source.shape(model) }

  /// Whether its source has this head.
  public func has(_ head: HeadID) -> Bool {
    (0..<shape.layers).contains(head.layer) && (0..<shape.heads).contains(head.index)
  }

  /// Its tokens as they are shown first.
  public var shownTokens: [SafeText] { layout.tokens.map(\.text) }
  var layout: TokenLayout { TokenLayout(tokens.tokens, joinsPieces: joinsPieces) }

  private mutating func patch(_ requests: [PatchRequest]) throws(OpeningError) {
    guard !requests.isEmpty else { return }
    let beside = try beside.map { text throws(OpeningError) in try self.beside(text) }
    for request in requests { patches += try resolved(request, beside: beside) }
  }

  private mutating func ablate(_ requests: [AblationRequest]) throws(OpeningError) {
    for request in requests {
      for target in try targets(of: request) { ablations[target] = request.ablation }
    }
  }
}

import AttentionCore
import Text

extension Scene {
  /// Where attention starts from: scores of the scene's own, the heads of a model, or what was captured
  /// of them.
  public enum Start: Equatable, Sendable {
    /// Scores that the file gives, by itself or as the logarithm of its weights.
    case given(GivenScores)
    /// A model, and what is known of where to begin in it.
    case model(ModelState)
    /// Every head of a model that ran elsewhere.
    case capture(Capture)
  }

  /// Where a person stands in a model's heads, and what was edited there; a plain sentence says
  /// nothing of it.
  public struct ModelState: Equatable, Sendable {
    /// Which model; the one that reads plain sentences where it is `nil`.
    public let model: ModelReference?
    /// Which head is shown; chosen for showing something where it is `nil`.
    public let head: HeadID?
    /// The model's token that attends, from 0, where `query` can't name it: a piece of a word, or one
    /// of the model's own.
    public let token: Int?
    /// The IDs of the model's tokens, where the text alone would perhaps be cut into others: a sentence
    /// that the model itself went on with. `nil` leaves it to the text.
    public let ids: [Int]?
    /// Edits of the heads, which name the model's tokens: pieces of words.
    public let edits: [EditRequest]
    /// Heads whose output is replaced.
    public let ablations: [AblationRequest]
    /// The sentence beside, whose activations can be patched in; the next one where it is `nil`.
    public let beside: SafeText?
    /// Activations that are another run's.
    public let patches: [PatchRequest]
    /// Whether the model reads the sentence and the one beside as one text of two segments, so that tokens
    /// of each see those of the other.
    public let segments: Bool

    /// - Throws: a `SceneError` where there are more edits than a scene may have.
    public init(
      model: ModelReference? = nil, head: HeadID? = nil, token: Int? = nil,
      ids: [Int]? = nil, edits: [EditRequest] = [], ablations: [AblationRequest] = [],
      beside: SafeText? = nil, patches: [PatchRequest] = [], segments: Bool = false
    ) throws(SceneError) {
      for (key, count) in [
        ("edits", edits.count), ("ablations", ablations.count), ("patches", patches.count),
      ] where count > Scene.mostEdits {
        throw SceneError(key, "\(key) has length \(count); it may have \(Scene.mostEdits)")
      }
      // What can't be a sentence can't stand beside one.
      if let beside {
        do {
          _ = try Scene(sentence: beside.original)
        } catch {
          throw SceneError("beside", "beside: \(error)")
        }
      }
      guard !segments || beside != nil else {
        throw SceneError(
          "segments", "segments needs the second of the two sentences; give it as beside")
      }
      self.init(model, head, token, ids, edits, ablations, beside, patches, segments)
    }

    private init(
      _ model: ModelReference?, _ head: HeadID?, _ token: Int?, _ ids: [Int]?,
      _ edits: [EditRequest], _ ablations: [AblationRequest], _ beside: SafeText?,
      _ patches: [PatchRequest], _ segments: Bool
    ) {
      (self.model, self.head, self.token) = (model, head, token)
      (self.ids, self.edits, self.ablations) = (ids, edits, ablations)
      (self.beside, self.patches, self.segments) = (beside, patches, segments)
    }

    /// That of a plain sentence, which says nothing.
    public static let plain = ModelState(nil, nil, nil, nil, [], [], nil, [], false)

    /// The same with these tokens.
    func with(ids: [Int]) -> ModelState {
      ModelState(model, head, token, ids, edits, ablations, beside, patches, segments)
    }

    /// The same as a file in `folder` says it.
    func rewritten(in folder: String) -> ModelState {
      ModelState(
        model?.rewritten(in: folder), head, token, ids, edits, ablations, beside, patches, segments)
    }

    /// The keys under which it says something.
    var keys: [String] {
      (head == nil ? [] : ["head"]) + (token == nil ? [] : ["token"])
        + (ids == nil ? [] : ["ids"])
        + (edits.isEmpty ? [] : ["edits"]) + (ablations.isEmpty ? [] : ["ablations"])
        + (beside == nil ? [] : ["beside"]) + (patches.isEmpty ? [] : ["patches"])
        + (segments ? ["segments"] : [])
        + (model == nil ? [] : ["model"])
    }
  }

  /// The scores that the file gives; `nil` where a model is to read the sentence.
  public var scores: GivenScores? { if case .given(let scores) = start { scores } else { nil } }
  /// The attention that was captured elsewhere; `nil` where there is none.
  public var capture: Capture? { if case .capture(let capture) = start { capture } else { nil } }

  /// The sentence that the model reads with it as one text; `nil` where that is read alone.
  public var second: SafeText? { modelState.segments ? modelState.beside : nil }

  /// The same scene, read with `second` as one text of two segments.
  ///
  /// - Throws: a `SceneError` where that can be no sentence.
  public func reading(with second: SafeText) throws(SceneError) -> Scene {
    let state = modelState
    return try with(
      start: .model(
        ModelState(
          model: state.model, head: state.head, token: state.token, edits: state.edits,
          ablations: state.ablations, beside: second, patches: state.patches, segments: true)))
  }

  /// What it says of a model's heads; nothing where it gives scores.
  public var modelState: ModelState {
    if case .model(let state) = start { state } else { .plain }
  }
}

/// A start as a scene keeps it: what most scenes don't say takes no room in them, of which there may be
/// a hundred thousand.
enum KeptStart: Equatable, Sendable {
  case plain
  case given(GivenScores)
  case capture(Capture)
  indirect case model(Scene.ModelState)

  init(_ start: Scene.Start) {
    self =
      switch start {
      case .given(let scores): .given(scores)
      case .capture(let capture): .capture(capture)
      case .model(let state): state == .plain ? .plain : .model(state)
      }
  }

  var start: Scene.Start {
    switch self {
    case .plain: .model(.plain)
    case .given(let scores): .given(scores)
    case .capture(let capture): .capture(capture)
    case .model(let state): .model(state)
    }
  }
}

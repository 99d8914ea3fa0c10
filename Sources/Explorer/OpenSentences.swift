import Models
import Scenes
import Text

/// The sentences that are open and the one that is shown.
///
/// What was changed in a sentence stays while others are shown.
public struct OpenSentences: Sendable {
  /// A time for which one sentence is shown; the next one is another.
  final class Visit: Sendable, Equatable {
    static func == (one: Visit, other: Visit) -> Bool { one === other }
  }

  /// Which sentence is shown, counted from 0.
  public private(set) var index = 0
  /// The sentence that is shown.
  public package(set) var current: Sentence
  /// Since when it is shown.
  private(set) var visit: Visit
  private var scenes: PreparedScenes
  private var left: [Int: Sentence.State] = [:]
  /// The sentences that are open as other models read them, and how they were left there; the last
  /// one last.
  private var elsewhere: [Int: [(scene: PreparedScene, state: Sentence.State)]] = [:]
  /// The sentence beside the one that is shown, as it was last read.
  var knownBeside: (visit: Visit, text: SafeText, beside: SentenceBeside)?
  /// The patterns that the heads of models follow, as far as they were looked for; `nil` where none can be
  /// found.
  private var known: [ObjectIdentifier: HeadPatterns?] = [:]
  /// What changed of the unsaved edits of sentences that are not shown any more.
  private var changes: [EditsChange] = []

  /// Sentences that show the first of `scenes`; `nil` where there is none.
  ///
  /// - Throws: why the model of the first one can't be opened.
  public init?(_ scenes: PreparedScenes) throws(OpeningError) {
    guard scenes.count > 0 else { return nil }
    var scenes = scenes
    current = Sentence(try scenes.scene(at: 0), state: nil)
    self.scenes = scenes
    visit = Visit()
  }

  /// Sentences that show `first`.
  public init(_ first: PreparedScene, and others: [PreparedScene] = [], models: OpenModels) {
    scenes = PreparedScenes([first] + others, models: models)
    current = Sentence(first, state: nil)
    visit = Visit()
  }

  /// How many sentences are open.
  public var count: Int { scenes.count }
  /// The files that they were read from, as they were then.
  var files: [FileVersion] { scenes.files }
  /// What reads them, and others that are opened.
  var models: OpenModels { scenes.models }

  /// The patterns of the heads that are shown; `nil` where they were not found yet, or can't be.
  package var patterns: HeadPatterns? {
    current.source.runs ? known[ObjectIdentifier(current.model)] ?? nil : nil
  }

  /// Whether the patterns of the heads of `model` were looked for.
  func knowsPatterns(_ model: LanguageModel) -> Bool { known[ObjectIdentifier(model)] != nil }

  /// Takes in what was found.
  mutating func take(_ found: FoundPatterns) {
    known[ObjectIdentifier(found.model)] = .some(found.patterns)
  }

  /// The scene of the sentence at `place`, which is not prepared for it.
  public func scene(at place: Int) -> Scene { scenes.given(at: place) }

  /// Whether the sentence at `place` has edits that are not saved.
  public func hasUnsavedEdits(at place: Int) -> Bool {
    let state = place == index ? current.state : left[place]
    return state.map { $0.unsaved.areUnsaved($0.history.present) } ?? false
  }

  /// The sentences in whose title or text each of `words` stands.
  func places(of words: [String]) -> [Int] { scenes.texts.places(of: words) }

  /// Opens `others` behind those that are open.
  mutating func append(_ others: PreparedScenes) { scenes.append(others) }

  /// Shows the sentence that many places on, going round at the ends.
  ///
  /// - Throws: why its model can't be opened; then the same sentence is still shown.
  mutating func move(by places: Int) throws(OpeningError) {
    let place = place(by: places)
    if let change = current.editsChange(at: index) { changes.append(change) }
    left[index] = current.state
    let next = try sentence(at: place)
    index = place
    current = next
    visit = Visit()
  }

  /// Reads the sentence that is shown with the next model. What was edited stays with the model that it
  /// is left in, and is there again when that model reads it.
  ///
  /// - Throws: a sentence that says why the next model can't read it.
  mutating func readWithFollowingModel() throws(OpeningError) {
    let (model, reference): (LanguageModel, ModelReference)
    do {
      (model, reference) = try models.following(current.model)
    } catch {
      throw OpeningError(current.scene, error.description)
    }
    guard model !== current.model else { return }
    var others = elsewhere[index, default: []]
    let known = others.firstIndex { $0.scene.model === model }.map { others.remove(at: $0) }
    let next =
      if let known { Sentence(known.scene, state: known.state) } else {
        Sentence(try current.prepared.read(by: model, named: reference), state: nil)
      }
    if let change = current.editsChange(at: index) { changes.append(change) }
    others.append((current.prepared, current.state))
    elsewhere[index] = others
    current = next
    scenes.replace(at: index, with: next.prepared)
    visit = Visit()
  }

  /// Takes in that there is more of a capture now, wherever that is open: what is shown may be another
  /// sentence by then.
  mutating func take(_ part: UnpackedPart) {
    scenes.take(part)
    for (place, others) in elsewhere {
      for other in others.indices { elsewhere[place]?[other].scene.take(part) }
    }
    guard !current.prepared.take(part) else { return }
    // It may stand beside, and what does is read anew by each visit alone.
    visit = Visit()
    knownBeside?.visit = visit
  }

  /// Makes the sentence that is shown one token longer, or takes the last that was added off.
  ///
  /// - Throws: `SceneError` where it would be longer than a sentence may be.
  mutating func grow(by id: Int?) throws(SceneError) {
    let grown = try current.grown(by: id)
    if let change = current.editsChange(at: index) { changes.append(change) }
    current = grown
    scenes.replace(at: index, with: current.prepared)
    visit = Visit()
  }

  /// What changed of unsaved edits since this was last asked, in the order of the sentences' showing.
  mutating func editsChanges() -> [EditsChange] {
    defer { changes = [] }
    return changes + [current.editsChange(at: index)].compactMap { $0 }
  }

  /// The scene of the sentence after the one that is shown.
  var following: Scene { scenes.given(at: place(by: 1)) }

  /// The same sentence as another model read it last, or else the sentence beside that is named, or the
  /// one after the one that is shown, as it was left; `nil` where there is none.
  ///
  /// - Throws: why it can't stand beside, or can't be opened.
  mutating func companion() throws(OpeningError) -> Sentence? {
    if let other = elsewhere[index]?.last { return Sentence(other.scene, state: other.state) }
    if current.besideText != nil, let beside = try beside() { return beside.sentence }
    var next = count > 1 ? try sentence(at: place(by: 1)) : nil
    next?.readPatches()
    return next
  }

  private func place(by places: Int) -> Int { ((index + places) % count + count) % count }

  private mutating func sentence(at place: Int) throws(OpeningError) -> Sentence {
    Sentence(try scenes.scene(at: place), state: left[place])
  }
}

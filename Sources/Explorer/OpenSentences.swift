import Scenes

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
  /// What changed of the unsaved edits of sentences that are not shown any more.
  private var changes: [EditsChange] = []

  /// Sentences that show the first of `scenes`; `nil` where there is none.
  public init?(_ scenes: PreparedScenes) {
    guard scenes.count > 0 else { return nil }
    self.scenes = scenes
    current = Sentence(self.scenes.scene(at: 0))
    visit = Visit()
  }

  /// Sentences that show `first`.
  public init(_ first: PreparedScene, and others: [PreparedScene] = [], models: OpenModels) {
    scenes = PreparedScenes([first] + others, models: models)
    current = Sentence(first)
    visit = Visit()
  }

  /// How many sentences are open.
  public var count: Int { scenes.count }
  /// The files that they were read from, as they were then.
  var files: [FileVersion] { scenes.files }
  /// What reads them, and others that are opened.
  var models: OpenModels { scenes.models }

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
  mutating func move(by places: Int) {
    if let change = current.editsChange(at: index) { changes.append(change) }
    left[index] = current.state
    index = place(by: places)
    current = sentence(at: index)
    visit = Visit()
  }

  /// What changed of unsaved edits since this was last asked, in the order of the sentences' showing.
  mutating func editsChanges() -> [EditsChange] {
    defer { changes = [] }
    return changes + [current.editsChange(at: index)].compactMap { $0 }
  }

  /// The sentence after the one that is shown, as it was left; `nil` where there is no other.
  mutating func following() -> Sentence? {
    count > 1 ? sentence(at: place(by: 1)) : nil
  }

  private func place(by places: Int) -> Int { ((index + places) % count + count) % count }

  private mutating func sentence(at place: Int) -> Sentence {
    Sentence(scenes.scene(at: place), state: left[place])
  }
}

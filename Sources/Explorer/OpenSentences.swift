import Scenes

/// The sentences that are open and the one that is shown.
///
/// What was changed in a sentence stays while others are shown.
public struct OpenSentences: Sendable {
  /// Which sentence is shown, counted from 0.
  public private(set) var index = 0
  /// The sentence that is shown.
  public var current: Sentence
  private var scenes: PreparedScenes
  private var left: [Int: Sentence.State] = [:]

  /// Sentences that show the first of `scenes`; `nil` where there is none.
  public init?(_ scenes: PreparedScenes) {
    guard scenes.count > 0 else { return nil }
    self.scenes = scenes
    current = Sentence(self.scenes.scene(at: 0))
  }

  /// Sentences that show `first`.
  public init(_ first: PreparedScene, and others: [PreparedScene] = [], models: OpenModels) {
    scenes = PreparedScenes([first] + others, models: models)
    current = Sentence(first)
  }

  /// How many sentences are open.
  public var count: Int { scenes.count }
  /// What reads them, and others that are opened.
  var models: OpenModels { scenes.models }

  /// Shows the sentence that many places on, going round at the ends.
  mutating func move(by places: Int) {
    left[index] = current.state
    index = place(by: places)
    current = sentence(at: index)
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

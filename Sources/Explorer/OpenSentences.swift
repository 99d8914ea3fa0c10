import Models
import Scenes

/// The sentences that are open and the one that is shown.
///
/// A sentence is made ready when it is first shown, so that a file of many lines opens at once;
/// what was changed in it stays while others are shown.
public struct OpenSentences: Sendable {
  /// Which sentence is shown, counted from 0.
  public private(set) var index = 0
  /// The sentence that is shown.
  public var current: Sentence
  private let scenes: [Scene]
  private let options: OpeningOptions
  private var left: [Int: Sentence.State] = [:]

  /// A sentences that shows the first of `scenes`; `nil` where there is none.
  ///
  /// - Throws: `OpeningError` where one of them can't be opened as `options` ask.
  public init?(
    _ scenes: [Scene], options: OpeningOptions = OpeningOptions(), model: LanguageModel
  ) throws(OpeningError) {
    guard let first = scenes.first else { return nil }
    for scene in scenes { try options.check(scene, model: model) }
    self.scenes = scenes
    self.options = options
    current = try Sentence(first, options: options, model: model)
  }

  /// A sentences that shows `first`; what can't be opened as `options` ask is opened as it says itself.
  public init(
    _ first: Scene, and others: [Scene] = [], options: OpeningOptions, model: LanguageModel
  ) {
    scenes = [first] + others
    self.options = options
    current = Self.sentence(first, options, model)
  }

  /// How many sentences are open.
  public var count: Int { scenes.count }

  /// Shows the sentence that many places on, going round at the ends.
  mutating func move(by places: Int, model: LanguageModel) {
    left[index] = current.state
    index = place(by: places)
    current = sentence(at: index, model: model)
  }

  /// The sentence after the one that is shown, as it was left; `nil` where there is no other.
  func following(model: LanguageModel) -> Sentence? {
    count > 1 ? sentence(at: place(by: 1), model: model) : nil
  }

  private func place(by places: Int) -> Int { ((index + places) % count + count) % count }

  private func sentence(at place: Int, model: LanguageModel) -> Sentence {
    var sentence = Self.sentence(scenes[place], options, model)
    if let state = left[place] { sentence.state = state }
    return sentence
  }

  private static func sentence(
    _ scene: Scene, _ options: OpeningOptions, _ model: LanguageModel
  ) -> Sentence {
    (try? Sentence(scene, options: options, model: model)) ?? Sentence(scene, model: model)
  }
}

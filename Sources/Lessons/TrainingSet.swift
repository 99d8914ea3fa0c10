import Scenes
import Text

/// Sentences with a word that means one of two things, and which of the two it means in each: what a
/// small attention head learns from in a lesson.
public struct TrainingSet: Equatable, Sendable {
  /// A sentence and what the word means there.
  public struct Example: Equatable, Sendable {
    /// Its words.
    public let words: [SafeText]
    /// Which of them has two meanings, from 0.
    public let query: Int
    /// Whether it means the second thing.
    public let isSecond: Bool
  }

  /// The two things that the word can mean, in a word or two each.
  public let first, second: SafeText
  /// The sentences to learn from, at least one of each meaning.
  public let seen: [Example]
  /// Sentences that nothing is learned from.
  public let unseen: [Example]

  /// The name of the first or the second meaning.
  public func meaning(isSecond: Bool) -> SafeText { isSecond ? second : first }
}

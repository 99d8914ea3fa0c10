import SentenceFiles

/// A chapter of a lesson: a few short pages.
public struct Chapter: Sendable {
  /// What it is called.
  public let title: SafeText
  /// Its pages, at least one.
  public let pages: [Page]
}

/// A page: a sentence or three, and what the learner does there.
public struct Page: Sendable {
  /// What it says.
  public let text: SafeText
  /// The live sentence under it, if it has one.
  public let stage: Stage?
  /// What there is to do.
  public let task: Task

  /// What a learner does on a page before it goes on.
  public enum Task: Sendable {
    /// Reads.
    case read
    /// Does something with the live sentence.
    case act(Goal)
    /// Answers a question.
    case answer(Question)
    /// Watches, step by step, what becomes of the live sentence.
    case watch(Demonstration)
  }
}

/// Something to do with a live sentence.
public struct Goal: Sendable {
  /// What to do, in words.
  public let say: SafeText
  /// What then holds, all of it.
  public let conditions: [Condition]
}

import Explorer
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
  public let scene: Scene?
  /// How the sentence is shown first.
  public let view: ViewKind
  /// What happens there.
  public let step: Step

  /// What a learner does on a page before it goes on.
  public enum Step: Sendable {
    /// Reads.
    case read
    /// Does something with the live sentence.
    case act(Goal)
    /// Answers a question.
    case answer(Question)
  }
}

/// Something to do with a live sentence.
public struct Goal: Sendable {
  /// What to do, in words.
  public let say: SafeText
  /// What then holds, all of it.
  public let conditions: [Condition]
}

/// A question with some answers, one of them right.
public struct Question: Sendable {
  /// An answer, and what there is to say to whoever gives it.
  public struct Option: Sendable {
    /// The answer.
    public let text: SafeText
    /// Why it is right or wrong.
    public let reply: SafeText
  }

  /// What is asked.
  public let text: SafeText
  /// The answers, at least two and at most nine.
  public let options: [Option]
  /// The index of the right one.
  public let right: Int
  /// The chapter to see again where the first answer was wrong, from 1; `nil` is the question's own.
  public let see: Int?
}

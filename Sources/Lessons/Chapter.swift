import Scenes
import Text

/// A chapter of a lesson: a few short pages.
public struct Chapter: Sendable {
  /// What it is called.
  public let title: SafeText
  /// Its pages, at least one.
  public let pages: [Page]

  /// The questions that it asks, in their order.
  public var questions: [Question] {
    pages.compactMap { if case .answer(let question, _) = $0.task { question } else { nil } }
  }
}

/// A page: a sentence or three, and what the learner does there.
public struct Page: Sendable {
  /// What it says.
  public let text: SafeText
  /// Lines that are shown as they are where a live sentence would stand; none where there is no such
  /// picture.
  public let picture: [SafeText]
  /// What there is to do.
  public let task: Task

  /// What a learner does on a page before it goes on.
  public enum Task: Sendable {
    /// Reads, with a live sentence or without.
    case read(Stage?)
    /// Does something with the live sentence.
    case act(Goal, Stage)
    /// Answers a question, with a live sentence or without.
    case answer(Question, Stage?)
    /// Watches, step by step, what becomes of the live sentence.
    case watch(Demonstration, Stage)
  }

  /// The live sentence that the page opens with, if it has one.
  public var stage: Stage? {
    switch task {
    case .read(let stage), .answer(_, let stage): stage
    case .act(_, let stage), .watch(_, let stage): stage
    }
  }
}

/// Something to do with a live sentence.
public struct Goal: Sendable {
  /// What to do, in words.
  public let say: SafeText
  /// What then holds, all of it.
  public let conditions: [Condition]
}

import Canvas
import Scenes
import Text

/// A chapter of a lesson: a few short pages.
public struct Chapter: Sendable {
  /// Its file.
  public let path: String
  /// What it is called.
  public let title: SafeText
  /// Its pages, at least one.
  public let pages: [Page]

  /// The name of its file, without the ending: by this it is known when others come before it.
  public var name: String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.prefix(upTo: file.lastIndex(of: ".") ?? file.endIndex))
  }

  /// The questions that it asks, in their order: what they ask, and the chapter to see again where the
  /// first answer was wrong, from 0, unless it is their own.
  public var questions: [(text: SafeText, see: Int?)] {
    pages.compactMap { page in
      switch page.task {
      case .answer(let question, _): (question.text, question.see)
      case .reckon(let question, _): (question.text, question.see)
      case .read, .act, .watch: nil
      }
    }
  }
}

extension [Chapter] {
  /// The index of the chapter that is or was called `name`: whose file has that name, or else has it but
  /// for the number that it begins with, which changes when chapters come in.
  public func index(of name: String) -> Int? {
    firstIndex { $0.name == name }
      ?? firstIndex { unnumbered($0.name) == unnumbered(name) }
  }
}

/// A name without the number and the dash that it begins with, unless there is nothing else.
private func unnumbered(_ name: String) -> Substring {
  let rest = name.drop { ("0"..."9").contains($0) }.drop { "-_. ".contains($0) }
  return rest.isEmpty ? name[...] : rest
}

/// A page: a sentence or three, and what the learner does there.
public struct Page: Sendable {
  /// The line of its file on which it begins.
  public let line: Int
  /// What it says.
  public let text: SafeText
  /// Lines that are shown as they are where a live sentence would stand; none where there is no such
  /// picture.
  public let picture: [SafeText]
  /// What there is to do.
  public let task: Task
  /// How the film shows it; nothing where it leaves the page out.
  public let film: [FilmStep]
  /// What is said, one after the other, to one who does not find out what to do.
  public let hints: [SafeText]
  /// The keys that do what there is to do: those of its film, or where it has none, its own.
  public let keys: [Key]

  /// What a learner does on a page before it goes on.
  public enum Task: Sendable {
    /// Reads, with a live sentence or without.
    case read(Stage?)
    /// Does something with the live sentence.
    case act(Goal, Stage)
    /// Answers a question, with a live sentence or without.
    case answer(Question, Stage?)
    /// Answers a question with a number, with a live sentence or without.
    case reckon(NumberQuestion, Stage?)
    /// Watches, step by step, what becomes of the live sentence.
    case watch(Demonstration, Stage)
  }

  /// The live sentence that the page opens with, if it has one.
  public var stage: Stage? {
    switch task {
    case .read(let stage), .answer(_, let stage), .reckon(_, let stage): stage
    case .act(_, let stage), .watch(_, let stage): stage
    }
  }
}

/// Something to do with a live sentence.
public struct Goal: Sendable {
  /// The line of its file on which its conditions begin.
  public let line: Int
  /// What to do, in words.
  public let say: SafeText
  /// What then holds, all of it.
  public let conditions: [Condition]
}

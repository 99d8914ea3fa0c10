import Scenes
import Text

/// One line that tells the person what happened.
public struct Message: Equatable, Sendable {
  /// How much it matters.
  public enum Weight: Sendable {
    /// Something was done.
    case note
    /// Something could not be done.
    case problem
  }

  /// How much it matters.
  public let weight: Weight
  /// What to show, already safe.
  public let text: String

  static func note(_ text: String) -> Message {
    Message(weight: .note, text: SafeText(text).shown)
  }

  package static func problem(_ text: String) -> Message {
    Message(weight: .problem, text: SafeText(text).shown)
  }

  /// This one after another, in one line, which matters as this one does.
  func after(_ first: Message) -> Message {
    Message(weight: weight, text: "\(first.text). \(text)")
  }
}

extension Message {
  /// Tells that others may matter more, which nobody has looked at yet.
  package static func best(of count: Int) -> Message {
    .note("this head matters most of the \(count) so far; the map still fills in, b again later")
  }

  /// What a reader must know of `sentence`; `nil` where there is nothing.
  init?(about sentence: Sentence) {
    let notices = sentence.notices
    guard !notices.isEmpty else { return nil }
    self = .note(notices.joined(separator: "; "))
  }

  /// The first of `problems` in opening files, and how many there are; `nil` where there are none.
  init?(about problems: [Problem]) {
    guard let first = problems.first else { return nil }
    let count = problems.entries
    let others = count > 1 ? " (and \(count - 1) more)" : ""
    self = .problem("did not open: \(first)\(others)")
  }
}

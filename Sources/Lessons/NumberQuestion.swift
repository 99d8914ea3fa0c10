import JSON
import Text

/// A question whose answer is a number.
public struct NumberQuestion: Sendable {
  /// What is asked; by this an answer is remembered.
  public let text: SafeText
  /// The number that is right.
  public let value: Double
  /// How far from it an answer may be.
  public let tolerance: Double
  /// What there is to say to a right answer, and to a wrong one.
  public let right, wrong: SafeText
  /// The live sentence that shows what is right, once an answer is given; `nil` leaves what the page
  /// opens with.
  public let stage: Stage?
  /// The chapter to see again where the first answer was wrong, from 0; `nil` is the question's own.
  public let see: Int?

  /// The number that is right, and how far from it an answer may be.
  public var shownAnswer: String {
    JSONText.shortest(value)
      + (tolerance > 0 ? " (\(JSONText.shortest(tolerance)) more or less)" : "")
  }

  /// Whether `number` is near enough.
  public func isRight(_ number: Double) -> Bool {
    // What a person types as 0.3 is not exactly so.
    abs(number - value) <= tolerance + 1e-9 * max(1, abs(value))
  }
}

/// The number that is being typed as an answer, and the one that was given last.
public struct NumberEntry: Equatable, Sendable {
  /// What stands there.
  public private(set) var text = ""
  /// What was given, as it was typed; `nil` before anything was.
  public private(set) var given: String?
  /// Whether what was given is right.
  public private(set) var isRight = false
  /// Whether a right answer was given once.
  public private(set) var isDone = false

  private static let longest = 20

  /// Whether `character` can stand in a number.
  static func takes(_ character: Character) -> Bool {
    ("0"..."9").contains(character) || "-.,".contains(character)
  }

  /// Types a character; a comma is a decimal point.
  mutating func type(_ character: Character) {
    guard text.count < Self.longest else { return }
    text.append(character == "," ? "." : character)
  }

  /// Takes off the character that was typed last.
  mutating func erase() { _ = text.popLast() }

  /// Gives what was typed as an answer.
  ///
  /// - Returns: whether it is a number.
  mutating func give(to question: NumberQuestion) -> Bool {
    guard let number = Double(text), number.isFinite else { return false }
    (given, isRight) = (text, question.isRight(number))
    isDone = isDone || isRight
    text = ""
    return true
  }
}

/// Who has the mouse.
public enum Mouse: Sendable {
  /// The program, which is told what the pointer does.
  case ofProgram
  /// The terminal, which selects text with it.
  case ofTerminal

  /// Gives it to the other one.
  public mutating func toggle() { self = self == .ofProgram ? .ofTerminal : .ofProgram }

  /// What to tell the one who has given it away.
  public var note: String {
    switch self {
    case .ofProgram:
      "the mouse is the program's; with Shift it selects text, and Y leaves it to the terminal"
    case .ofTerminal: "the mouse is the terminal's, and selects text; Y takes it back"
    }
  }
}

import Canvas

/// Something that a terminal sends.
public enum Input: Equatable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted.
  case paste(Paste)
  /// The pointer did something.
  case pointer(Pointer)
  /// The terminal answers what it was asked.
  case reply(Reply)
  /// The window has the keyboard from now on, or has it no more.
  case focus(Bool)
}

/// Text that was pasted: somebody else's, until it is made safe.
public struct Paste: Equatable, Sendable {
  /// The text, from which `losslessBytes` gives the bytes that came.
  public let text: String
  /// Whether more came than is kept, which is lost.
  public let isCut: Bool

  /// A paste of `text`.
  public init(text: String, isCut: Bool) {
    self.text = text
    self.isCut = isCut
  }
}

/// What the pointer did, and where.
public struct Pointer: Equatable, Sendable {
  /// A button of a mouse.
  public enum Button: Int, Sendable {
    /// The buttons in the order of their numbers.
    case left, middle, right
  }

  /// What the pointer did.
  public enum Action: Equatable, Sendable {
    /// A button went down or up, or the pointer moved while it was down.
    case press(Button), release(Button), drag(Button)
    /// The pointer moved alone.
    case move
    /// The wheel was turned by one step.
    case wheelUp, wheelDown
  }

  /// What it did.
  public let action: Action
  /// The line of the cell, from 0 at the top.
  public let row: Int
  /// The column of the cell, from 0 at the left.
  public let column: Int
}

/// What a terminal answers.
public enum Reply: Equatable, Sendable {
  /// The colour of the background, each part from 0 to 1 (OSC 11).
  case background(red: Double, green: Double, blue: Double)
  /// What the terminal can do, by the numbers of DEC (DA1).
  case attributes([Int])
}

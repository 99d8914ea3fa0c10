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

/// What a terminal answers.
public enum Reply: Equatable, Sendable {
  /// The colour of the background, each part from 0 to 1 (OSC 11).
  case background(red: Double, green: Double, blue: Double)
  /// What the terminal can do, by the numbers of DEC (DA1).
  case attributes([Int])
}

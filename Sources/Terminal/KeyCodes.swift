import CNcurses
import Canvas

extension Key {
  /// The key that ncurses means by `code`; `nil` for one that the program has no name for.
  ///
  /// - Parameter isFunctionKey: whether `code` is one of ncurses' own rather than a character.
  public init?(code: wint_t, isFunctionKey: Bool) {
    if isFunctionKey {
      guard let key = Self.functionKeys[Int32(bitPattern: code)] else { return nil }
      self = key
      return
    }
    switch code {
    case 9: self = .tab
    case 10, 13: self = .enter
    case 27: self = .escape
    case 8, 127: self = .backspace
    case 1...26:
      guard let letter = Unicode.Scalar(code + 0x60) else { return nil }
      self = .control(Character(letter))
    default:
      guard let scalar = Unicode.Scalar(code), code >= 32 else { return nil }
      self = .character(Character(scalar))
    }
  }

  /// What terminals of the xterm family send for keys that some terminal descriptions leave out.
  static let sequences = [
    ("\u{1B}[1;2A", shim_key_shift_up()), ("\u{1B}[1;2B", shim_key_shift_down()),
    ("\u{1B}[Z", shim_key_backtab()), ("\u{1B}[H", shim_key_home()),
    ("\u{1B}[F", shim_key_end()), ("\u{1B}[1~", shim_key_home()), ("\u{1B}[4~", shim_key_end()),
  ]

  private static let functionKeys: [Int32: Key] = [
    shim_key_up(): .up, shim_key_down(): .down, shim_key_left(): .left,
    shim_key_right(): .right, shim_key_shift_up(): .shiftUp, shim_key_shift_down(): .shiftDown,
    shim_key_backtab(): .backTab, shim_key_home(): .home, shim_key_end(): .end,
    shim_key_page_up(): .pageUp, shim_key_page_down(): .pageDown,
    shim_key_backspace(): .backspace, shim_key_enter(): .enter,
  ]
}

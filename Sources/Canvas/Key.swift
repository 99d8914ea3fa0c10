/// A key as a person presses it, whatever bytes the terminal sends for it.
public enum Key: Hashable, Sendable {
  /// A key that types a character.
  case character(Character)
  /// A letter held with Ctrl.
  case control(Character)
  /// The keys with names.
  case up, down, left, right, shiftUp, shiftDown, home, end, pageUp, pageDown
  /// ← and → held with Ctrl or Alt.
  case controlLeft, controlRight
  /// The keys with names that also end or undo something.
  case tab, backTab, enter, escape, backspace, delete

  /// What is printed on the key: `←`, `Shift-Tab`, `Ctrl-R`, `m`.
  public var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let letter): "Ctrl-" + letter.uppercased()
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .shiftUp: "Shift-↑"
    case .shiftDown: "Shift-↓"
    case .controlLeft: "Ctrl-←"
    case .controlRight: "Ctrl-→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Delete"
    }
  }

  /// The key of this name, in ASCII or not: `→`, `Right`, `Shift-Up`, `Space`, `m`; `nil` where no key is
  /// called so.
  public init?(named name: String) {
    if let key = Self.named.first(where: { $0.name == name || $0.asciiName == name }) {
      self = key
    } else if let character = name.first, name.count == 1 {
      self = .character(character)
    } else {
      return nil
    }
  }

  private static let named: [Key] = [
    .character(" "), .up, .down, .left, .right, .shiftUp, .shiftDown, .home, .end, .pageUp,
    .pageDown, .controlLeft, .controlRight, .tab, .backTab, .enter, .escape, .backspace, .delete,
  ]

  /// The same in ASCII alone: `Left`, `Shift-Tab`, `Ctrl-R`, `m`.
  public var asciiName: String {
    switch self {
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .shiftUp: "Shift-Up"
    case .shiftDown: "Shift-Down"
    case .controlLeft: "Ctrl-Left"
    case .controlRight: "Ctrl-Right"
    default: name
    }
  }
}

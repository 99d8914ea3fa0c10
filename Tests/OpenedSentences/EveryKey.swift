import Canvas

extension Key {
  /// Every key that a keyboard has, but those that leave.
  package static let all: [Key] = {
    let named: [Key] = [
      .up, .down, .left, .right, .shiftUp, .shiftDown, .home, .end, .pageUp, .pageDown,
      .controlLeft, .controlRight, .tab, .backTab, .enter, .escape, .backspace, .delete,
    ]
    let letters = "abcdefghijklmnopqrstuvwxyz"
    let characters = letters + letters.uppercased() + "0123456789[]{}<>=+-/?.,;:!#@ "
    let keys = named + characters.map(Key.character) + letters.map(Key.control)
    return keys.filter { $0 != .character("q") && $0 != .control("c") }
  }()
}

import Canvas
import RandomText

/// Lines of an item that is played on a screen: `press` presses keys at once; `point` moves the pointer;
/// `paste` pastes text; `ascii`, `unicode` and `size` say how it is drawn.
enum ScreenLines {
  /// Some lines: now and then one of `own`, else one of these, with keys that `key` makes.
  static func random(
    own: (inout SeededGenerator) -> String, key: (inout SeededGenerator) -> Key,
    using random: inout SeededGenerator
  ) -> [String] {
    (0..<Int.random(in: 1...60, using: &random)).map { _ in
      random.isOne(in: 6) ? own(&random) : line(key, using: &random)
    }
  }

  private static func line(
    _ key: (inout SeededGenerator) -> Key, using random: inout SeededGenerator
  ) -> String {
    switch Int.random(in: 0..<35, using: &random) {
    case 0: return Bool.random(using: &random) ? "ascii" : "unicode"
    case 1..<5:
      let size = randomSize(using: &random)
      return "size \(size.rows) \(size.columns)"
    case 5: return "paste " + ScalarNames.name(ScalarNames.randomPaste(using: &random))
    case 6..<9: return "point " + PointerNames.random(using: &random).joined(separator: " ")
    default:
      let longest = random.one(of: [1, 1, 1, 4, 40])
      let keys = (0..<Int.random(in: 1...longest, using: &random)).map { _ in
        KeyNames.name(key(&random))
      }
      return "press " + keys.joined(separator: " ")
    }
  }

  /// The lines of `item` by their words, and how many events each is.
  static func read(_ item: [UInt8]) -> [(words: [Substring], events: Int)] {
    String(decoding: item, as: UTF8.self).split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      return (words, ["press", "point"].contains(words.first) ? words.count - 1 : 1)
    }
  }
}

/// How a screen is drawn.
struct ScreenForm {
  private(set) var size = Size(rows: 24, columns: 80)
  private(set) var glyphs = Glyphs.unicode

  /// Takes what a line says of it.
  mutating func take(_ words: [Substring]) {
    let numbers = words.compactMap { Int($0) }
    switch words.first {
    case "ascii": glyphs = .ascii
    case "unicode": glyphs = .unicode
    case "size" where numbers.count == 2: size = Size(rows: numbers[0], columns: numbers[1])
    default: break
    }
  }
}

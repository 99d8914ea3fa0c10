import Canvas
import Explorer
import RandomText
import Views

/// Keys as a line of a file names them: by their names in ASCII, `Left`; characters by themselves, `m`,
/// or by their scalars, `U+1F469,U+200D,U+1F4BB`.
enum KeyNames {
  private static let named: [Key] =
    [
      .up, .down, .left, .right, .shiftUp, .shiftDown, .home, .end, .pageUp, .pageDown, .tab,
      .backTab,
      .enter, .escape, .backspace,
    ] + "abcdefghijklmnopqrstuvwxyz".map { .control($0) }
  private static let keys = Dictionary(uniqueKeysWithValues: named.map { ($0.asciiName, $0) })
  /// Every key that does something in some view.
  private static let useful = KeyTable(allViews).rows.flatMap { $0.keys + $0.others }.map(\.key)

  static func name(_ key: Key) -> String {
    guard case .character(let character) = key else { return key.asciiName }
    if character.isASCII, character > " ", character < "\u{7F}" { return String(character) }
    return ScalarNames.name(String(character))
  }

  static func key(_ name: Substring) -> Key? {
    if let key = keys[String(name)] { return key }
    if name.count == 1, let character = name.first { return .character(character) }
    let text = ScalarNames.text(name)
    return text.count == 1 ? text.first.map { .character($0) } : nil
  }

  /// A key, more often one that does something.
  static func random(using random: inout SeededGenerator) -> Key {
    switch Int.random(in: 0..<20, using: &random) {
    case 0: random.one(of: named)
    case 1: randomText(length: 1, using: &random).first.map { .character($0) } ?? .up
    case 2: .character(random.one(of: Array("123456789")))
    default: random.one(of: useful)
    }
  }
}

/// A size, more often one that terminals have.
func randomSize(using random: inout SeededGenerator) -> Size {
  let range: (rows: ClosedRange<Int>, columns: ClosedRange<Int>) =
    switch Int.random(in: 0..<50, using: &random) {
    case 0..<5: (0...14, 0...44)
    case 5: (1...3, 1...1000)
    case 6: (1...1000, 1...3)
    case 7: (100...300, 200...400)
    case 8..<20: (24...24, 80...80)
    default: (12...70, 40...220)
    }
  return Size(
    rows: Int.random(in: range.rows, using: &random),
    columns: Int.random(in: range.columns, using: &random))
}

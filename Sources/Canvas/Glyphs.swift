import Text

/// The signs that screens are drawn with: Unicode's, or ASCII's where a terminal has no others.
public struct Glyphs: Equatable, Sendable {
  /// Whether these are the same signs.
  public static func == (a: Glyphs, b: Glyphs) -> Bool {
    a.isASCII == b.isASCII && (a.halves == nil) == (b.halves == nil)
  }

  /// Whether nothing but ASCII may be drawn.
  public let isASCII: Bool

  private init(isASCII: Bool, hasColors: Bool = true) {
    self.isASCII = isASCII
    halves = isASCII || !hasColors ? nil : ("▀", "▄")
    rising = Array(isASCII ? " ..::||##" : " ▁▂▃▄▅▆▇█")
    growing = Array(isASCII ? "    ----=" : " ▏▎▍▌▋▊▉█")
    shades = Array(isASCII ? " .:+#" : " ░▒▓█")
    positive = Array(isASCII ? ".+oO#" : "·▂▄▆█")
    negative = Array(isASCII ? ".-~=%" : "·░▒▓▓")
  }

  /// Block elements, arrows and mathematical signs.
  public static let unicode = Glyphs(isASCII: false)
  /// The same where there are no colours, so that a cell can't show two strengths.
  public static let uncolored = Glyphs(isASCII: false, hasColors: false)
  /// Nothing beyond ASCII.
  public static let ascii = Glyphs(isASCII: true)

  /// Bars that grow upwards, from nothing to a full cell in eighths.
  public let rising: [Character]
  /// Bars that grow to the right, from nothing to a full cell in eighths.
  public let growing: [Character]
  /// Weights that fill a cell, from nothing to the most.
  public let shades: [Character]
  /// Positive numbers from nothing to the most.
  public let positive: [Character]
  /// Negative numbers from nothing to the most; told from positive ones without colour.
  public let negative: [Character]
  /// Stands where text is cut.
  public var ellipsis: Character { isASCII ? "~" : "…" }
  /// A horizontal rule.
  public var rule: Character { isASCII ? "-" : "─" }
  /// The upper and the lower half of a cell; `nil` where a cell can't be halved.
  public let halves: (upper: Character, lower: Character)?
  /// A stretch along an edge, beside it and under it.
  public var edges: (beside: Character, under: Character) { isASCII ? ("|", "=") : ("┃", "━") }
  /// Marks the query.
  public var query: Character { isASCII ? "*" : "◆" }
  /// Marks the token that the arrow keys hold.
  public var selected: Character { isASCII ? ">" : "▸" }
  /// Marks a token that is the query and is held.
  public var both: Character { isASCII ? "&" : "◈" }
  /// Where a point stands.
  public var point: Character { isASCII ? "O" : "●" }
  /// Where a point stood before.
  public var formerPoint: Character { isASCII ? "o" : "○" }

  /// `text` as these glyphs can spell it.
  public func spelled(_ text: String) -> String {
    guard isASCII, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    // A dot alone, and the one in a head's name, is no product.
    guard text != "·" else { return "." }
    let parted = text.replacing("Σα", with: "Σ α").replacing("·H", with: ".H")
    return parted.reduce(into: "") { spelled, character in
      spelled +=
        character.isASCII
        ? String(character)
        : Self.spellings[character] ?? String(repeating: "?", count: displayWidth(of: character))
    }
  }

  /// `text` cut to at most `columns` columns between graphemes, with an ellipsis where it was cut.
  public func clipped(_ text: String, to columns: Int) -> String {
    let text = spelled(text)
    // A column takes at least a byte, so most texts need not be measured.
    guard text.utf8.count > columns else { return text }
    // What has room with the ellipsis behind it; a text as long as a file is not read to its end.
    var clipped = ""
    var width = 0
    for character in text {
      width += displayWidth(of: character)
      if width > columns { return columns > 0 ? clipped + String(ellipsis) : "" }
      if width < columns { clipped.append(character) }
    }
    return text
  }

  private static let spellings: [Character: String] = [
    "−": "-", "→": "->", "←": "<-", "↑": "Up", "↓": "Down", "·": "*", "×": "x", "√": "sqrt ",
    "Σ": "sum", "Δ": "d", "±": "+/-", "‖": "|", "÷": "/", "α": "w", "≥": ">=", "∞": "inf",
    "✓": "ok",
    "✗": "NO",
    "▲": "^", "▼": "v", "‹": "<", "›": ">",
    "“": "\"", "”": "\"", "’": "'", "‘": "'", "…": "...", "–": "-", "—": "-", "◆": "*", "▸": ">",
    "├": "|", "┃": "|", "━": "=", "┤": "|", "─": "-", "│": "|", "╭": ".", "╮": ".", "┬": ".",
    "┼": "+", "└": "+", "␣": "_", "␊": "\\n", "␍": "\\r", "␉": "\\t",
  ]
}

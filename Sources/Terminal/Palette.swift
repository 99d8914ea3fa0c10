import CNcurses
import Canvas

/// What ncurses needs to know to draw a style.
struct Attributes: Equatable {
  var flags: attr_t = 0
  var pair: Int16 = 0
}

/// The looks of styles in a theme. A pair of colours is taken when it is first seen: there are more
/// mixed colours than terminals have pairs, and styles of the same colours share one.
@MainActor
struct Palette {
  /// What the looks are of. The pairs that are taken stay, so that what is drawn in them stays as it is.
  var theme: Theme { didSet { known = [:] } }
  private var known: [Style: Attributes] = [:]
  private var pairs: [[Int16]: Int16] = [[-1, -1]: 0]

  init(_ theme: Theme) { self.theme = theme }

  /// The look of a style; without its colours where no pair is left for them.
  mutating func attributes(of style: Style) -> Attributes {
    if let known = known[style] { return known }
    let look = theme.look(of: style)
    let attributes = Attributes(
      flags: flags(of: look), pair: pair(of: [number(of: look.text), number(of: look.ground)]))
    known[style] = attributes
    return attributes
  }

  private mutating func pair(of colors: [Int16]) -> Int16 {
    if let known = pairs[colors] { return known }
    guard let pair = Int16(exactly: pairs.count), init_pair(pair, colors[0], colors[1]) == OK else {
      return 0
    }
    pairs[colors] = pair
    return pair
  }
}

/// ncurses' number of a colour; −1 is the terminal's own.
private func number(of color: UInt8?) -> Int16 { color.map(Int16.init) ?? -1 }

private func flags(of look: Look) -> attr_t {
  (look.isBold ? shim_bold() : 0) | (look.isDim ? shim_dim() : 0)
    | (look.isUnderlined ? shim_underline() : 0) | (look.isReversed ? shim_reverse() : 0)
}

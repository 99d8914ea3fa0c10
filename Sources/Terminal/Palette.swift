import CNcurses
import Canvas

/// What ncurses needs to know to draw a style.
struct Attributes: Equatable {
  var flags: attr_t = 0
  var pair: Int16 = 0
}

/// The looks of all styles in a theme, with a pair of colours for each that has any.
@MainActor
func attributes(of theme: Theme) -> [Style: Attributes] {
  var known: [Style: Attributes] = [:]
  // Terminals of few colours have few pairs, and styles of the same colours share one.
  var pairs: [[Int16]: Int16] = [[-1, -1]: 0]
  for style in Style.all {
    let look = theme.look(of: style)
    let colors = [number(of: look.text), number(of: look.ground)]
    let pair = pairs[colors] ?? Int16(pairs.count)
    if pairs.updateValue(pair, forKey: colors) == nil { init_pair(pair, colors[0], colors[1]) }
    known[style] = Attributes(flags: flags(of: look), pair: pair)
  }
  return known
}

/// ncurses' number of a colour; −1 is the terminal's own.
private func number(of color: UInt8?) -> Int16 { color.map(Int16.init) ?? -1 }

private func flags(of look: Look) -> attr_t {
  (look.isBold ? shim_bold() : 0) | (look.isDim ? shim_dim() : 0)
    | (look.isUnderlined ? shim_underline() : 0) | (look.isReversed ? shim_reverse() : 0)
}

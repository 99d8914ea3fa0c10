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
  for (index, style) in Style.all.enumerated() {
    let look = theme.look(of: style)
    var attributes = Attributes(flags: flags(of: look))
    if look.text != nil || look.ground != nil {
      attributes.pair = Int16(index + 1)
      init_pair(attributes.pair, number(of: look.text), number(of: look.ground))
    }
    known[style] = attributes
  }
  return known
}

/// ncurses' number of a colour; −1 is the terminal's own.
private func number(of color: UInt8?) -> Int16 { color.map(Int16.init) ?? -1 }

private func flags(of look: Look) -> attr_t {
  (look.isBold ? shim_bold() : 0) | (look.isDim ? shim_dim() : 0)
    | (look.isUnderlined ? shim_underline() : 0) | (look.isReversed ? shim_reverse() : 0)
}

import CNcurses
import Canvas

/// What ncurses needs to know to draw a style.
struct Attributes: Equatable {
  var flags: attr_t = 0
  var pair: Int16 = 0
}

/// Which colours a style gets, by how many the terminal has. Without colours the glyphs, bold
/// and reverse tell the same.
@MainActor
enum Palette {
  /// The looks of all styles with `colors` colours.
  static func attributes(colors: Int) -> [Style: Attributes] {
    var known: [Style: Attributes] = [:]
    for (index, style) in all.enumerated() {
      var attributes = Attributes(flags: flags(for: style, colors: colors))
      if let color = color(for: style, colors: colors) {
        attributes.pair = Int16(index + 1)
        switch style {
        case .cell(let step), .heldCell(let step):
          init_pair(attributes.pair, step * 2 < Heat.steps ? Self.white : Self.black, color)
        default: init_pair(attributes.pair, color, -1)
        }
      }
      known[style] = attributes
    }
    return known
  }

  /// The look of a mixed colour, which gets the pair with this number: there are too many to take a pair
  /// for each before it is seen. The plain look for other styles, and where there are no such colours or
  /// no more pairs.
  static func mixed(_ style: Style, pair: Int, colors: Int) -> Attributes {
    guard case .mixed(let red, let green, let blue) = style, colors == 256,
      let pair = Int16(exactly: pair),
      init_pair(pair, -1, Int16((red * Mixed.steps + green) * Mixed.steps + blue) + firstMixed)
        == OK
    else { return Attributes() }
    return Attributes(pair: pair)
  }

  /// The number of the first colour of the cube that the 256 colours hold.
  private static let firstMixed: Int16 = 16

  private static let all: [Style] =
    [.plain, .faint, .title, .heading, .key, .query, .selected, .more, .less, .word, .problem]
    + (0..<Heat.steps).map(Style.heat) + (0..<Heat.steps).map(Style.cell)
    + (0..<Heat.steps).map(Style.heldCell)
    + (-Signed.steps...Signed.steps).map(Style.signed)

  private static func flags(for style: Style, colors: Int) -> attr_t {
    switch style {
    case .title, .heading, .key, .query, .problem: shim_bold()
    case .selected: shim_bold() | shim_reverse()
    case .faint: colors == 8 ? shim_dim() : 0
    case .cell(let step): stands(step, colors)
    case .heldCell(let step): stands(step, colors) | shim_bold() | shim_underline()
    case .word: colors < 8 ? shim_underline() : 0
    default: 0
    }
  }

  /// Without colours the heaviest stand out all the same.
  private static func stands(_ step: Int, _ colors: Int) -> attr_t {
    colors < 8 && step * 2 >= Heat.steps ? shim_reverse() : 0
  }

  private static func color(for style: Style, colors: Int) -> Int16? {
    switch colors {
    // More than 256 are direct colours, whose numbers mean something else from 8 on.
    case 257...: color(for: style, in: eight)
    case 256: color(for: style, in: full)
    case 16...: color(for: style, in: sixteen)
    case 8...: color(for: style, in: eight)
    default: nil
    }
  }

  private static func color(for style: Style, in scheme: Scheme) -> Int16? {
    switch style {
    case .plain, .heading, .selected, .mixed: nil
    case .faint: scheme.faint
    case .title, .key: scheme.accent
    case .query: scheme.query
    case .word: scheme.word
    case .more: scheme.signed[scheme.signed.count - 1]
    case .less: scheme.signed[0]
    case .problem: scheme.problem
    case .cell(0), .heldCell(0): nil
    case .heat(let step), .cell(let step), .heldCell(let step):
      scheme.heat[step * scheme.heat.count / Heat.steps]
    case .signed(let step):
      scheme.signed[
        (step + Signed.steps) * (scheme.signed.count - 1) / (2 * Signed.steps)]
    }
  }

  private static let black: Int16 = 0
  private static let white: Int16 = 7

  private struct Scheme {
    let faint: Int16?
    let accent, query, word, problem: Int16
    /// From no weight to the most. Lightness rises all the way, from blue over green to yellow,
    /// which no common colour blindness confuses.
    let heat: [Int16]
    /// From negative (blue) over nothing (grey) to positive (orange).
    let signed: [Int16]
  }

  private static let full = Scheme(
    faint: 245, accent: 75, query: 214, word: 158, problem: 203,
    heat: [240, 60, 31, 68, 37, 78, 149, 185, 191, 227],
    signed: [33, 69, 67, 66, 240, 137, 173, 209, 208])
  private static let sixteen = Scheme(
    faint: 8, accent: 12, query: 11, word: 14, problem: 9, heat: [8, 4, 12, 6, 14, 3, 11],
    signed: [12, 12, 4, 4, 8, 3, 3, 11, 11])
  private static let eight = Scheme(
    faint: nil, accent: 6, query: 3, word: 2, problem: 1, heat: [4, 4, 5, 6, 3],
    signed: [6, 6, 4, 4, 7, 3, 3, 3, 3])
}

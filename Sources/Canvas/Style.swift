/// How a cell looks, by what it means. Which colours that gives is the theme's affair.
public enum Style: Hashable, Sendable {
  /// Ordinary text, and text that matters less.
  case plain, faint
  /// The program's name, a section's heading, a key in the footer.
  case title, heading, key
  /// The query token, and what the arrow keys hold.
  case query, selected
  /// More than before, less than before.
  case more, less
  /// A word that is spoken about.
  case word
  /// A goal that is reached, an answer that is right.
  case done
  /// Something that could not be done.
  case problem
  /// A weight, from 0 for none to `Heat.steps` − 1 for the most.
  case heat(Int)
  /// A number as the ground that something stands on: text on it can be read.
  case cell(Tint)
  /// The same of what the arrow keys hold.
  case heldCell(Tint)
  /// Two numbers in one place: the glyph has the colour of one, the ground that of the other. Where
  /// both are the same, colour fills the place and the glyph is seen without colours alone.
  case halves(glyph: Tint, ground: Tint)
  /// A signed number, from −`Signed.steps` to `Signed.steps`.
  case signed(Int)
  /// A colour mixed of red, green and blue, each from 0 to `Mixed.steps` − 1, as a ground.
  case mixed(red: Int, green: Int, blue: Int)

  /// All but the mixed ones, which are many.
  public static let all: [Style] =
    [
      .plain, .faint, .title, .heading, .key, .query, .selected, .more, .less, .word, .done,
      .problem,
    ] + (0..<Heat.steps).map(Style.heat) + Tint.all.map(Style.cell) + Tint.all.map(Style.heldCell)
    + Tint.all.flatMap { glyph in Tint.all.map { Style.halves(glyph: glyph, ground: $0) } }
    + (-Signed.steps...Signed.steps).map(Style.signed)
}

/// Weights as steps of one ramp.
public enum Heat {
  /// How many steps the ramp has.
  public static let steps = 10

  /// The style of a glyph that shows a weight on a scale that ends at `top`; 0 for none alone.
  public static func style(_ weight: Double, top: Double) -> Style {
    .heat(weight > 0 && top > 0 ? max(1, step(weight, top: top)) : 0)
  }

  /// The style of a cell that a weight fills, on a scale that ends at `top`.
  public static func cell(_ weight: Double, top: Double) -> Style {
    .cell(.heat(step(weight, top: top)))
  }

  /// The step of a weight as a part of the whole, the same in every sentence, so that no tint changes
  /// because another weight does, and the same in every view. On a square root small weights are told
  /// apart too, since there are more of such than of halves; under two hundredths it is none.
  public static func step(ofShare weight: Double) -> Int {
    weight < 0.02 ? 0 : step(weight.squareRoot(), top: 1)
  }

  /// The style of a glyph that shows such a weight; 0 for none alone.
  public static func style(ofShare weight: Double) -> Style {
    .heat(weight > 0 ? max(1, step(ofShare: weight)) : 0)
  }

  /// The step that is nearest to a weight on a scale that ends at `top`.
  public static func step(_ weight: Double, top: Double) -> Int {
    guard weight > 0, top > 0 else { return 0 }
    return Int((min(weight / top, 1) * Double(steps - 1)).rounded())
  }
}

/// Signed numbers as steps of one ramp.
public enum Signed {
  /// How many steps there are on each side of 0.
  public static let steps = 4

  /// The step of a number on a scale from −`top` to `top`, up to which it comes: what is small beside
  /// numbers of the other sign has one too, from a sixteenth of the scale on.
  public static func step(_ number: Double, top: Double) -> Int {
    guard top > 0, abs(number) * 16 >= top else { return 0 }
    let step = Int((min(abs(number) / top, 1) * Double(steps)).rounded(.up))
    return number < 0 ? -step : step
  }
}

/// Colours mixed of red, green and blue.
public enum Mixed {
  /// How many steps each of the three has: as many as in the 256 colours that terminals share.
  public static let steps = 6

  /// The step whose light is nearest to a share, from 0 to 1; the steps are not evenly far apart.
  public static func step(_ share: Double) -> Int {
    let distance = { (step: Int) in abs(Double(RGB.levels[step]) / 255 - share) }
    return (0..<steps).min { distance($0) < distance($1) } ?? 0
  }
}

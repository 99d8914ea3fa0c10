/// What every role of `Style` looks like on a dark or a light background, in as many colours as there
/// are. The terminal and all that is exported go by it.
public struct Theme: Equatable, Sendable {
  /// What the text stands on.
  public enum Background: Sendable {
    /// Text is lighter than it, or darker.
    case dark, light
  }

  /// How many colours there are to choose from.
  public enum Depth: CaseIterable, Sendable {
    /// Monochrome: the glyphs, bold, underlined and reversed text tell the same.
    case none
    /// Those of a palette that begins with black, red, green and yellow.
    case eight, sixteen, full

    /// What a terminal of so many colours can show. More than 256 are direct colours, whose numbers
    /// mean something else from 8 on.
    public init(colors: Int) {
      switch colors {
      case 256: self = .full
      case 16..<256: self = .sixteen
      case 8...: self = .eight
      default: self = .none
      }
    }
  }

  /// What text stands on.
  public let background: Background
  /// How many colours there are.
  public let depth: Depth

  /// The theme for a background and a number of colours.
  public init(_ background: Background, depth: Depth = .full) {
    self.background = background
    self.depth = depth
  }

  /// The ground of a picture, where no terminal has one already.
  public var ground: RGB { RGB(index: background == .dark ? 234 : 231) }

  /// The colour of plain text in a picture.
  public var ink: RGB { RGB(index: background == .dark ? 252 : 235) }

  /// What a style looks like.
  public func look(of style: Style) -> Look {
    let scheme = self.scheme
    switch style {
    case .plain, .cell(.heat(0)), .cell(.signed(0)): return Look()
    case .faint: return scheme?.faint ?? Look()
    case .heading: return Look(isBold: true)
    case .title, .key: return Look(text: scheme?.accent, isBold: true)
    case .query: return Look(text: scheme?.query, isBold: true)
    case .selected: return Look(isBold: true, isReversed: true)
    case .word: return scheme?.word ?? Look(isUnderlined: true)
    case .done: return scheme?.done ?? Look()
    case .more: return Look(text: scheme?.positive.last)
    case .less: return Look(text: scheme?.negative.last)
    case .problem: return scheme?.problem ?? Look(isBold: true)
    case .heat(let step):
      return Look(text: scheme?.color(of: .heat(step)))
    case .cell(let tint):
      guard let scheme else {
        // Three levels: plain, bold, reversed.
        return Look(isBold: tint.strength > 0.2, isReversed: tint.strength > 0.5)
      }
      let ground = scheme.color(of: tint)
      return Look(text: scheme.text(on: ground), ground: ground)
    case .heldCell(let tint):
      var look = look(of: .cell(tint))
      look.isBold = true
      look.isUnderlined = true
      return look
    case .halves(let glyph, let ground):
      return Look(text: look(of: .cell(glyph)).ground, ground: look(of: .cell(ground)).ground)
    case .mixed(let red, let green, let blue):
      // The cube that the 256 colours hold begins at 16.
      let place = (red * Mixed.steps + green) * Mixed.steps + blue
      return depth == .full ? Look(ground: UInt8(clamping: 16 + place)) : Look()
    case .signed(0): return scheme?.zero ?? Look()
    case .signed(let step): return Look(text: scheme?.color(of: .signed(step)))
    }
  }

  /// The colours of a style in a picture: of its text, and of what is under it where that is not the
  /// ground of the picture.
  public func colors(of style: Style) -> (text: RGB, ground: RGB?) {
    let look = look(of: style)
    let text = look.text.map(RGB.init(index:)) ?? ink
    let ground = look.ground.map(RGB.init(index:))
    return look.isReversed ? (ground ?? self.ground, text) : (text, ground)
  }

  private var scheme: ColorScheme? {
    switch (depth, background) {
    case (.none, _): nil
    case (.eight, .dark): .darkEight
    case (.eight, .light): .lightEight
    case (.sixteen, .dark): .darkSixteen
    case (.sixteen, .light): .lightSixteen
    case (.full, .dark): .dark
    case (.full, .light): .light
    }
  }
}

/// What a style looks like: its colours, as places in the terminal's palette, and how it is set off
/// beside them.
public struct Look: Hashable, Sendable {
  /// The colour of text, and of what is under it; `nil` for what the terminal has anyway.
  public var text, ground: UInt8?
  /// How else it differs from plain text. Reversed text swaps the two colours.
  public var isBold, isDim, isUnderlined, isReversed: Bool

  init(
    text: UInt8? = nil, ground: UInt8? = nil, isBold: Bool = false, isDim: Bool = false,
    isUnderlined: Bool = false, isReversed: Bool = false
  ) {
    self.text = text
    self.ground = ground
    self.isBold = isBold
    self.isDim = isDim
    self.isUnderlined = isUnderlined
    self.isReversed = isReversed
  }
}

import Canvas
import Testing

/// What is promised of the themes' colours, measured as WCAG 2.2 does, in the palettes that are known.
struct ThemeTests {
  private static let themes = [Theme.Background.dark, .light].flatMap { background in
    [Theme.Depth.eight, .sixteen, .full].map { Theme(background, depth: $0) }
  }

  /// In palettes of 16 the background of a dark terminal is black.
  private func ground(_ theme: Theme) -> RGB {
    theme.depth == .full ? theme.ground : RGB(index: theme.background == .dark ? 0 : 15)
  }

  @Test(arguments: themes)
  func allTextIsClearEnoughToRead(theme: Theme) {
    for style in Style.all {
      let look = theme.look(of: style)
      switch style {
      // No text, but places that colour fills.
      case .heat, .signed, .halves: continue
      default: break
      }
      let ground = look.ground.map(RGB.init(index:)) ?? ground(theme)
      let text = look.text.map(RGB.init(index:)) ?? theme.ink
      #expect(text.contrast(with: ground) >= 4.5, "\(style)")
    }
    #expect(theme.ink.contrast(with: theme.ground) >= 7)
  }

  @Test(arguments: themes)
  func strongFillsAreSeenClearly(theme: Theme) {
    for style in [
      Style.heat(Heat.steps - 1), .cell(.heat(Heat.steps - 1)), .signed(Signed.steps),
      .signed(-Signed.steps),
    ] {
      #expect(color(style, theme).contrast(with: ground(theme)) >= 3, "\(style)")
    }
  }

  @Test(arguments: themes, Sight.allCases)
  func contrastRisesWithTheWeightForAllEyes(theme: Theme, sight: Sight) {
    for style in [
      Style.heat, { Style.cell(.heat($0)) }, Style.signed, { Style.signed(-$0) },
      { Style.cell(.signed($0)) }, { Style.cell(.signed(-$0)) },
    ] {
      let isHeat = [.heat(1), .cell(.heat(1))].contains(style(1))
      let steps = isHeat ? Heat.steps - 1 : Signed.steps
      var colors = (1...steps).map { color(style($0), theme) }
      if style(1) == .heat(1) { colors.insert(color(.heat(0), theme), at: 0) }
      check(colors, on: ground(theme), sight)
    }
  }

  /// The Linux console has other shades of the first 16 colours.
  @Test(arguments: themes.filter { $0.depth != .full }, Sight.allCases)
  func theRampRisesInTheConsolesPaletteToo(theme: Theme, sight: Sight) {
    let colors = (0..<Heat.steps).compactMap { theme.look(of: .heat($0)).text }.map {
      Self.console[Int($0)]
    }
    check(colors, on: theme.background == .dark ? Self.console[0] : Self.console[15], sight)
  }

  @Test(arguments: themes)
  func stepsOfTheRampAreToldApart(theme: Theme) {
    let ramp = Set((0..<Heat.steps).map { color(.heat($0), theme) })
    #expect(
      ramp.count == [.eight: 3, .sixteen: theme.background == .dark ? 5 : 4][theme.depth] ?? 7)
  }

  @Test(arguments: themes, Sight.allCases)
  func whatIsDoneIsGreenAndNoQuery(theme: Theme, sight: Sight) throws {
    let look = theme.look(of: .done)
    let green = RGB(index: try #require(look.ground ?? look.text)).linear
    #expect(green.green > green.red && green.green > green.blue)
    #expect(
      sight.difference(color(.done, theme), color(.query, theme)) > 20
        || look.ground != theme.look(of: .query).ground)
  }

  @Test func withoutColoursThereIsNone() {
    for style in Style.all {
      for background in [Theme.Background.dark, .light] {
        let look = Theme(background, depth: .none).look(of: style)
        #expect(look.text == nil && look.ground == nil && !look.isDim)
      }
    }
    let theme = Theme(.dark, depth: .none)
    #expect(theme.look(of: .selected).isReversed)
    #expect(theme.look(of: .cell(.heat(Heat.steps - 1))).isReversed)
    #expect(theme.look(of: .word).isUnderlined)
    #expect(theme.colors(of: .selected).text == theme.ground)
    #expect(theme.colors(of: .selected).ground == theme.ink)
  }

  @Test(arguments: [
    (256, Theme.Depth.full), (16, .sixteen), (88, .sixteen), (8, .eight), (1 << 24, .eight),
    (2, .none), (0, .none), (-1, .none),
  ])
  func asManyColoursAsThereAre(colors: Int, depth: Theme.Depth) {
    #expect(Theme.Depth(colors: colors) == depth)
  }

  /// The colour that stands for a number: that of a fill, or of the ground.
  private func color(_ style: Style, _ theme: Theme) -> RGB {
    let look = theme.look(of: style)
    return (look.ground ?? look.text).map(RGB.init(index:)) ?? theme.ink
  }

  private func check(_ colors: [RGB], on ground: RGB, _ sight: Sight) {
    for (one, next) in zip(colors, colors.dropFirst()) where one != next {
      #expect(
        sight.contrast(one, ground) < sight.contrast(next, ground),
        "\(one.hexadecimal) \(next.hexadecimal)")
      #expect(sight.difference(one, next) > 5, "\(one.hexadecimal) \(next.hexadecimal)")
    }
  }

  private static let console: [RGB] = [
    0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
    0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
  ].map(RGB.init(hexadecimal:))
}

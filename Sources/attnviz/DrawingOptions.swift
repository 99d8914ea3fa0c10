import ArgumentParser
import Canvas
import Explorer
import Glibc
import Terminal

/// How screens are drawn: the same for exploring, for pictures and for the lesson.
struct DrawingOptions: ParsableArguments {
  enum ThemeChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, dark, light
  }

  @Option(
    help: """
      Colours for a dark or a light background; auto goes by COLORFGBG, else asks the terminal, else \
      takes it for dark.
      """)
  var theme = ThemeChoice.auto

  @Flag(help: "Leave the mouse to the terminal; Y takes it.")
  var noMouse = false

  @Flag(help: "Let nothing move by itself: all is shown at once.")
  var noAnimation = false

  @Flag(help: "Draw with ASCII alone.")
  var ascii = false

  @Flag(help: "Draw without colours.")
  var noColor = false

  /// The signs to draw with.
  var glyphs: Glyphs {
    let signs = ascii ? .ascii : Terminal.glyphs
    return signs == .unicode && !hasColor ? .uncolored : signs
  }

  /// The same on a terminal, which may have no colours itself.
  @MainActor
  func glyphs(on terminal: Terminal) -> Glyphs {
    glyphs == .unicode && terminal.theme.depth == .none ? .uncolored : glyphs
  }

  /// Who has the mouse at first.
  var mouse: Mouse { noMouse ? .ofTerminal : .ofProgram }

  /// Whether colours are wanted; NO_COLOR, where it is set and not empty, says that they are not.
  var hasColor: Bool { !noColor && variable("NO_COLOR").isEmpty }

  /// What the background is said to be; `nil` where nobody says it but the terminal itself.
  var background: Theme.Background? {
    switch theme {
    case .dark: .dark
    case .light: .light
    case .auto: Theme.Background(environment: variable("COLORFGBG"))
    }
  }

  /// Opens the terminal that is to be drawn on.
  ///
  /// - Throws: `Failure` where it can't be used.
  @MainActor
  func openTerminal() throws -> Terminal {
    do {
      return try Terminal(background, hasColor: hasColor)
    } catch {
      throw Failure(.noTerminal, error.description)
    }
  }

  /// What to tell one who looks at `terminal`, if anything.
  @MainActor
  func note(on terminal: Terminal) -> String? {
    terminal.substitute.map {
      "the terminal “\(variable("TERM"))” is not known here (TERM); it is drawn on as \($0)"
    }
  }

  private func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
}

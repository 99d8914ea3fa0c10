import Foundation
import Testing

/// What the terminal answers about its background, and when.
struct BackgroundTests {
  private static let question = "\u{1B}]11;?\u{1B}\\\u{1B}[c"
  private static let light = "\u{1B}]11;rgb:ffff/fafa/f0f0\u{1B}\\"
  private static let attributes = "\u{1B}[?62;22c"
  /// The query's orange on a dark background, and on a light one.
  private static let (onDark, onLight) = ("38;5;214m", "38;5;130m")

  private let terminal: PseudoTerminal
  private let home: TemporaryFolder

  init() throws {
    terminal = try PseudoTerminal()
    home = try TemporaryFolder()
  }

  private func quit(sourceLocation: SourceLocation = #_sourceLocation) throws {
    terminal.type("q")
    #expect(try terminal.status() == 0, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    light, "\u{1B}]11;rgb:ff/ff/ff\u{7}", "\u{1B}]11;rgba:ffff/ffff/ffff/8000\u{1B}\\",
  ])
  func aLightOneIsDrawnOnAnewOnce(answer: String) throws {
    try terminal.start()
    // The first picture does not wait.
    try terminal.read(until: Self.question)
    try terminal.read(until: Self.onDark)
    terminal.type(answer + Self.attributes)
    try terminal.read(until: Self.onLight)
    // A picture that is exported has the colours of the screen.
    terminal.type("E\u{15}\(home.path)/a.svg\r")
    try terminal.read(until: "exported to")
    #expect(home.read("a.svg")?.contains("#ffffff") == true)
    #expect(terminal.drawn.components(separatedBy: Self.question).count == 2)
    try quit()
  }

  @Test func whoAnswersTheSecondQuestionAloneIsTakenForDark() throws {
    try terminal.start()
    try terminal.read(until: Self.question)
    try terminal.read(until: "quit")
    terminal.type(Self.attributes + Self.light + "ll")
    try terminal.readAnew(until: "▸deposit")
    #expect(!terminal.drawn.contains(Self.onLight))
    try quit()
  }

  @Test func theLessonAsksToo() throws {
    try terminal.start("lesson", "1")
    try terminal.read(until: Self.question)
    terminal.type(Self.light + Self.attributes)
    try terminal.read(until: "38;5;25m")
    try quit()
  }

  @Test(arguments: [
    ["--theme", "dark"], ["--theme", "light"], ["--no-color"], [],
  ])
  func nobodyIsAskedWhatIsKnownOrMakesNoDifference(options: [String]) throws {
    switch options.count {
    case 0: try terminal.start(variables: ["COLORFGBG": "15;0"])
    case 1: try terminal.start(options[0])
    default: try terminal.start(options[0], options[1])
    }
    try terminal.read(until: "deposit")
    #expect(!terminal.drawn.contains("]11;"))
    try quit()
  }

  /// What comes when the program is about to end is not left to the shell.
  @Test func aLateAnswerIsNotLeftBehind() throws {
    try terminal.start()
    try terminal.read(until: "quit")
    terminal.type("q")
    terminal.type(Self.light)
    terminal.type(Self.attributes)
    #expect(try terminal.status() == 0)
    #expect(!terminal.hasUnreadInput)
    #expect(!terminal.drawn.contains("rgb:"))
  }

  @Test func oneThatAnswersNothingIsLeftAllTheSame() throws {
    try terminal.start()
    try terminal.read(until: "quit")
    try quit()
  }
}

import ArgumentParser
import Canvas

/// What `attnviz lesson` does beside playing: the film, recordings, reports and handouts.
struct LessonOptions: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, html
  }

  @Flag(help: "Watch it as a film: it plays by itself until a key takes over.")
  var film = false

  @Option(
    help: ArgumentHelp(
      "Write the film as an asciicast, which asciinema plays, without showing it.",
      valueName: "file"), completion: .file())
  var record: String?

  @Option(
    help: ArgumentHelp(
      "The columns and lines of the recorded screen, 80x24 where it is left out.",
      valueName: "colsxrows"), transform: readSize)
  var size: Size?

  @Option(
    help: ArgumentHelp(
      """
      When you leave, write how far you have come and your first answers, as JSON where its name \
      ends in .json, else as text. Where standard output is not a terminal, write what was kept.
      """, valueName: "file"), completion: .file())
  var report: String?

  @Option(
    help: """
      Print the lesson, as text or as a page with pictures, its answers apart; without it the \
      output's name says it (.html), or else it is text.
      """)
  var format: Format?

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("The file to print the lesson to.", valueName: "file"),
    completion: .file())
  var path: String?

  /// Whether the lesson is printed where it could be played.
  var isPrinted: Bool { format != nil || path != nil }

  /// How it is printed.
  var chosenFormat: Format {
    let ending = path?.lowercased() ?? ""
    return format ?? (ending.hasSuffix(".html") || ending.hasSuffix(".htm") ? .html : .text)
  }

  func validate() throws {
    if size != nil, record == nil {
      throw ValidationError("--size is for a recording; ask for --record FILE.cast as well")
    }
    if record != nil, isPrinted {
      throw ValidationError("--record writes the film, --output and --format print the lesson")
    }
  }
}

import Canvas
import ArgumentParser
import Explorer
import FoundationEssentials
import Glibc
import Export
import Screen
import Views
import Scenes
import Text
import Terminal

/// `attnviz explore`, or `attnviz` alone: explores sentences on the terminal, or prints them where there is none.
struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take hold of attention: nudge a score and watch weights and meaning move.",
    usage: """
      attnviz [<options>] [<files> ...]
      some-command | attnviz [<options>]
      attnviz print [<options>] [<files> ...] [--format text|json|npz|ansi|svg|html]
                    [--view <name>] [--size <colsxrows>] [--figure]
                    [--output <file>] [--all-queries] [--all-heads]
                    [--counting weights|lengths|rollout]
      attnviz lesson [<chapter-or-folder>] [--list] [--restart] [--film]
                     [--record <file.cast>] [--report <file>] [--output <file>]
      attnviz lesson check <folder>
      attnviz models
      """,
    discussion: """
      Attention is a weighted average. For one token, the query, every token has a score; softmax \
      turns the scores into weights; the weights blend the tokens' value vectors into one. The \
      arrow keys select a token and move its score; ? lists all keys.

      Where standard output is not a terminal, attnviz prints as attnviz print does.
      """)

  @OptionGroup var input: InputOptions
  /// Taken so that it can be told where they belong.
  @OptionGroup(visibility: .private) var printing: PrintOptions

  func validate() throws {
    if let file = input.files.first, let meant = command(meantBy: file) {
      throw ValidationError("there is no file \(quoted(file)); did you mean attnviz \(meant)?")
    }
    if !printing.given.isEmpty {
      let options = printing.given.joined(separator: " ")
      throw ValidationError("\(options) is for printing: use attnviz print \(options)")
    }
  }

  func run() throws {
    guard isatty(STDOUT_FILENO) == 1 else { return try Print.run(input, printing) }
    try MainActor.assumeIsolated {
      show(
        try Opening(.sentences(input.name), input.drawing) { [input] in
          let opened = try OpenedInput(input)
          let problems = opened.scenes.problems
          let explorer = Explorer(
            try opened.sentences, problems: problems, isAnimated: !input.drawing.noAnimation,
            mouse: input.drawing.mouse)
          return (explorer, problems)
        })
    }
  }

  @MainActor
  private func show(_ opening: Opening<(Explorer, [Problem])>) {
    let (terminal, (explorer, problems)) = (opening.terminal, opening.opened)
    let kept = EditsFolder(
      path: EditsFolder.path(environment: ProcessInfo.processInfo.environment))
    var loop = RunLoop(
      explorer: explorer, kept: kept, terminal: terminal,
      glyphs: input.drawing.glyphs(on: terminal))
    let note = input.drawing.note(on: terminal)
    if let note { loop.explorer.tell(note) }
    let signal = loop.run(opening.early)
    let columns = terminal.size.columns
    terminal.close()
    if let note { tell(note) }
    for problem in problems { tell(problem.description) }
    for edits in kept.finish() {
      let message = input.drawing.glyphs.spelled(
        "kept, not saved: \(edits); open the sentence again and press U to take them back")
      let width = columns - displayWidth(of: "attnviz: ")
      tell(wrapped(message, width: width, lines: .max).joined(separator: "\n"))
    }
    if let problem = kept.problem { tell(problem) }
    if let signal { end(by: signal) }
  }
}

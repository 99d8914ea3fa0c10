import Canvas
import ArgumentParser
import Explorer
import Glibc
import Export
import Screen
import Views
import Terminal
import Text

/// `attnviz print`: the same numbers without a screen.
struct Print: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  static let configuration = CommandConfiguration(
    abstract: "Print weights, blended vectors and nearest words instead of exploring them.")

  @OptionGroup var input: InputOptions

  @Option(help: "How to print: text, json.")
  var format = Format.text

  @Flag(help: "Print the row of every token, not of the query alone.")
  var allQueries = false

  @Flag(help: "Print the row in every head, not in the one shown alone.")
  var allHeads = false

  func run() throws {
    try Self.run(input, format: format, allQueries: allQueries, allHeads: allHeads)
  }

  /// Prints every sentence of `input`; what did not open is told on standard error.
  static func run(
    _ input: InputOptions, format: Format, allQueries: Bool, allHeads: Bool
  ) throws {
    var scenes = try OpenedInput(input).scenes
    for problem in scenes.problems { tell(problem.description) }
    let glyphs = input.ascii ? .ascii : Terminal.glyphs
    for place in 0..<scenes.count {
      let sentence = Sentence(scenes.scene(at: place))
      let analyses = sentence.analyses(
        queries: allQueries ? Array(sentence.tokens.indices) : [sentence.query],
        heads: allHeads ? sentence.source.allHeads : [sentence.head])
      switch format {
      case .text:
        let text = printedText(of: sentence, analyses: analyses, glyphs: glyphs)
        try output((place > 0 ? "\n\n" : "") + text + "\n")
      case .json:
        let text: String
        do {
          text = try printedJSON(of: sentence, analyses: analyses, namesHeads: allHeads)
        } catch {
          throw Failure(
            .badContent,
            "\(quoted(sentence.scene.sentence.original)): a number of it is not finite, and JSON has none "
              + "such; give smaller scores, or print it as text")
        }
        try output((place == 0 ? "[" : ",\n ") + text)
      }
    }
    if format == .json { try output("]\n") }
  }
}

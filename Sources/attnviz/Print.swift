import ArgumentParser
import Explorer
import Glibc
import Screen
import Terminal

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

  func run() throws { try Self.run(input, format: format, allQueries: allQueries) }

  /// Prints every sentence of `input`; what did not open is told on standard error.
  static func run(_ input: InputOptions, format: Format, allQueries: Bool) throws {
    let opened = try OpenedInput(input)
    for problem in opened.problems { tell(problem.description) }
    let glyphs = input.ascii ? .ascii : Terminal.glyphs
    for (place, scene) in opened.scenes.enumerated() {
      let sentence = try Sentence(scene, options: input.opening, model: opened.model)
      let queries = allQueries ? Array(sentence.tokens.indices) : [sentence.query]
      let analyses = queries.map { RowAnalysis(sentence.withQuery($0), model: opened.model) }
      switch format {
      case .text:
        let text = printedText(of: sentence, analyses: analyses, glyphs: glyphs)
        try output((place > 0 ? "\n\n" : "") + text + "\n")
      case .json:
        let text = printedJSON(of: sentence, analyses: analyses)
        try output((place == 0 ? "[" : ",\n ") + text)
      }
    }
    if format == .json { try output("]\n") }
  }
}

import Canvas
import ArgumentParser
import Explorer
import Glibc
import Export
import JSON
import Screen
import Views
import Terminal
import Text

/// `attnviz print`: the same numbers without a screen.
struct Print: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print weights, blended vectors and nearest words instead of exploring them.")

  @OptionGroup var input: InputOptions

  @OptionGroup var options: PrintOptions

  func validate() throws {
    if options.allHeads, input.layer != nil || input.head != nil {
      throw ValidationError("--all-heads prints every head; leave out --layer and --head")
    }
  }

  func run() throws { try Self.run(input, options) }

  /// Prints every sentence of `input`; what did not open, and what to know of the others, is told on
  /// standard error.
  static func run(_ input: InputOptions, _ options: PrintOptions) throws {
    var scenes = try OpenedInput(input).scenes
    for problem in scenes.problems { tell(problem.description) }
    let glyphs = input.ascii ? .ascii : Terminal.glyphs
    for place in 0..<scenes.count {
      let sentence = Sentence(scenes.scene(at: place))
      let name = quoted((sentence.scene.title ?? sentence.scene.sentence).original)
      for warning in sentence.warnings { tell("\(name): \(warning)") }
      let queries = options.allQueries ? Array(sentence.tokens.indices) : [sentence.query]
      switch options.format ?? .text {
      case .text:
        if place > 0 { try output("\n\n") }
        try printedText(
          of: sentence, queries: queries, allHeads: options.allHeads, glyphs: glyphs, to: output)
      case .json:
        var before = place == 0 ? "[" : ",\n "
        do {
          try printedJSON(of: sentence, queries: queries, allHeads: options.allHeads) { text in
            try output(before + text)
            before = ""
          }
        } catch is JSONText.NotFinite {
          throw Failure(
            .badContent,
            "\(name): a number of it is not finite, and JSON has none such; give smaller scores, or "
              + "print it as text")
        }
      }
    }
    if options.format == .json { try output("]\n") }
  }
}

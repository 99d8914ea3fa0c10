import ArgumentParser
import AttentionCore
import Explorer
import Scenes
import Text

/// What to open and how: the same for exploring and for printing.
struct InputOptions: ParsableArguments {
  @Argument(
    help: """
      Sentence files: .txt with a sentence a line, .json or .jsonl with scenes, - for standard \
      input. Without any, piped text is read, or else the built-in sentences.
      """,
    completion: .file(extensions: ["txt", "json", "jsonl"]))
  var files: [String] = []

  @Option(help: ArgumentHelp("Open this sentence.", valueName: "text"))
  var sentence: String?

  @Option(help: ArgumentHelp("Where scores come from.", valueName: "source"))
  var source: SourceKind?

  @Option(
    help: ArgumentHelp(
      "The token that attends: a word or an index from 0.", valueName: "word-or-index"))
  var query: String?

  @Option(
    help: ArgumentHelp("Divide the scores by this before softmax.", valueName: "t"),
    transform: readTemperature)
  var temperature: Temperature?

  @Option(
    help: ArgumentHelp(
      """
      The transformer that reads plain sentences: a folder, or a name in the Hugging Face cache; \
      without it, the one that a sentence file names, or else the bundled one.
      """, valueName: "name-or-folder"),
    completion: .directory)
  var model: String?

  @Option(
    help: ArgumentHelp("The model's layer to show, from 0.", valueName: "layer"))
  var layer: Int?

  @Option(
    help: ArgumentHelp("The head of that layer to show, from 0.", valueName: "head"))
  var head: Int?

  @Flag(help: "Hide from each token what stands after it.")
  var causal = false

  @Option(
    help: ArgumentHelp(
      "Follow how near the blended vector is to this word (repeatable).", valueName: "word"))
  var probe: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Edit a score as QUERY:KEY:AMOUNT[:SCOPE], such as it:trophy:mask:all; AMOUNT is a number to \
      add, or mask; SCOPE is head (the one shown), L3H1, L3 or all (repeatable).
      """, valueName: "query:key:amount"),
    transform: { try EditRequest($0) })
  var edit: [EditRequest] = []

  @OptionGroup var drawing: DrawingOptions

  /// How scenes are to be opened.
  var opening: OpeningOptions {
    var opening = OpeningOptions()
    opening.source = source
    opening.query = query
    opening.layer = layer
    opening.head = head
    opening.temperature = temperature
    opening.isCausal = causal
    opening.probes = probe.map(SafeText.init)
    opening.edits = edit
    return opening
  }
}

extension SourceKind: ExpressibleByArgument {}

private func readTemperature(_ text: String) throws -> Temperature {
  guard let temperature = Double(text).flatMap(Temperature.init) else {
    throw ValidationError(
      "the temperature must be a number from \(Temperature.range.lowerBound) to "
        + "\(Temperature.range.upperBound)")
  }
  return temperature
}

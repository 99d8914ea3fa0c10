import ArgumentParser
import AttentionCore
import Explorer
import Scenes
import Text

/// What to open and how: the same for exploring and for printing.
struct InputOptions: ParsableArguments {
  @Argument(
    help: """
      Sentence files: .txt with a sentence a line, .json or .jsonl with scenes, .csv or .tsv with a \
      column of sentences, .conllu with a treebank, .npz, .npy or .safetensors with attention \
      captured elsewhere, - for standard input. Without any, piped text is read, or else the \
      built-in sentences.
      """,
    completion: .file(extensions: [
      "txt", "json", "jsonl", "ndjson", "csv", "tsv", "conllu", "npz", "npy", "safetensors",
    ]))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Open this sentence; beside captured attention, the text that it is of.", valueName: "text"))
  var sentence: String?

  @Option(help: ArgumentHelp("Where scores come from.", valueName: "source"))
  var source: SourceKind?

  // A value that begins with - is one all the same, so that it can be told what is wrong with it.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The token that attends: a word or an index from 0.", valueName: "word-or-index"))
  var query: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Divide the scores by this before softmax.", valueName: "t"),
    transform: readTemperature)
  var temperature: Temperature?

  @Option(
    help: ArgumentHelp(
      """
      The transformer that reads plain sentences, and whose word vectors similarity takes: a \
      folder, a .gguf file, or a name in the Hugging Face cache; without it, the one that a sentence file names, \
      or else the bundled one.
      """, valueName: "name-or-folder"),
    completion: .custom { _, _, prefix in modelsBeginning(with: prefix) })
  var model: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The model's layer to show, from 0.", valueName: "layer"),
    transform: readIndex)
  var layer: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The head of that layer to show, from 0.", valueName: "head"),
    transform: readIndex)
  var head: Int?

  @Flag(help: "Hide from each token what stands after it.")
  var causal = false

  @Option(
    help: ArgumentHelp(
      "Follow how near the blended vector is to this word (repeatable).", valueName: "word"))
  var probe: [String] = []

  @Option(
    help: ArgumentHelp(
      "Weigh two words against each other as what comes next, such as Paris:London.",
      valueName: "word:word"),
    transform: readPair)
  var pair: NextPair?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      Edit a score as QUERY:KEY:AMOUNT[:SCOPE], such as it:trophy:mask:all; AMOUNT is a number to \
      add, or mask; SCOPE is head (the one shown), L3H1, L3 or all (repeatable).
      """, valueName: "query:key:amount"),
    transform: { try EditRequest($0) })
  var edit: [EditRequest] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      Ablate a head or a layer as HEAD[:zero|mean][@TOKEN], such as L23H4 or L23:mean@is: its output \
      is zero, or its mean over all tokens, everywhere or at the token (repeatable).
      """, valueName: "head"),
    transform: { try AblationRequest($0) })
  var ablate: [AblationRequest] = []

  @Option(
    help: ArgumentHelp(
      "The sentence beside, from which patches are; without it, the next one.",
      valueName: "text"))
  var beside: String?

  @Flag(
    help: """
      Read the sentence and the one beside it as one text of two segments, as BERT reads pairs: \
      [CLS] one [SEP] other [SEP].
      """)
  var segments = false

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      Patch an activation of the sentence beside in as HEAD:z|q|k|v[:before][@TOKEN[=TOKEN]], such as \
      L23H4:z@is, or LAYER:residual: a head's output, query, key or value, or the hidden states \
      after a layer, at every token or this one; with :before, as it was before the edits \
      (repeatable).
      """, valueName: "head:vector"),
    transform: { try PatchRequest($0) })
  var patch: [PatchRequest] = []

  @Option(
    help: ArgumentHelp(
      "How the files are written: txt, json, jsonl, csv, tsv, conllu. Without it their content and names say it.",
      valueName: "format"))
  var inputFormat: SentenceFile.Format?

  @Option(
    help: ArgumentHelp(
      """
      The column of a table, by its name or where it has none its number from 1, or the key of JSON's \
      objects, also as a path such as target.text, that has the sentences; given twice, the second \
      one has the sentences beside them. The rest is passed over.
      """, valueName: "name"))
  var field: [String] = []

  @Option(
    help: ArgumentHelp(
      "What to do with a scene that has keys of its own: error, ignore.", valueName: "what"))
  var unknownKeys = UnknownKeys.error

  @OptionGroup var drawing: DrawingOptions

  func validate() throws {
    if field.count > ReadingOptions.mostFields {
      throw ValidationError(
        "--field is given \(field.count) times; a sentence has one, a pair of sentences two")
    }
    if !field.isEmpty, sentence != nil {
      throw ValidationError(
        "--field says which part of a file has the sentences, and --sentence is one itself; leave one"
          + " of them out")
    }
  }

  /// How files are to be read.
  var reading: ReadingOptions {
    var reading = ReadingOptions()
    reading.format = inputFormat
    reading.fields = field
    reading.ignoresUnknownKeys = unknownKeys == .ignore
    return reading
  }

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
    opening.pair = pair
    opening.edits = edit
    opening.ablations = ablate
    opening.beside = beside.map(SafeText.init)
    opening.patches = patch
    opening.segments = segments
    return opening
  }
}

/// What becomes of a scene with keys that none has.
enum UnknownKeys: String, CaseIterable, ExpressibleByArgument {
  case error, ignore
}

extension SourceKind: ExpressibleByArgument {}
extension Counting: ExpressibleByArgument {}
extension SentenceFile.Format: ExpressibleByArgument {}

private func readIndex(_ text: String) throws -> Int {
  guard isIndex(text), let index = Int(text) else {
    throw ValidationError("layers and heads are whole numbers from 0")
  }
  return index
}

private func readPair(_ text: String) throws -> NextPair {
  do {
    return try NextPair(written: text)
  } catch {
    throw ValidationError(error.description)
  }
}

private func readTemperature(_ text: String) throws -> Temperature {
  guard let temperature = Double(text).flatMap(Temperature.init) else {
    throw ValidationError(
      "the temperature must be a number from \(Temperature.range.lowerBound) to "
        + "\(Temperature.range.upperBound)")
  }
  return temperature
}

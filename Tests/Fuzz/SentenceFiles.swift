import Canvas
import Explorer
import FoundationEssentials
import Glibc
import RandomText
import Resources
import Scenes
import Screen
import Views

/// Broken sentence files: scenes as JSON and as lines, tables, text.
///
/// An item is the name of a file in a line, and below it what stands in that.
struct SentenceFiles: Kind {
  static let name = "sentence-files"
  static let share = 2.0
  static let unit = Unit.bytes

  private let models: OpenModels
  private let scratch: String
  private let whole: [NamedFile]

  init(scratch: String) throws {
    models = try bundledModels()
    self.scratch = scratch
    let builtIn = try namedFiles(in: Resources.sentences).filter { $0.name.hasSuffix(".json") }
    let lines = builtIn.map { String(decoding: $0.bytes, as: UTF8.self).replacing("\n", with: " ") }
    whole =
      builtIn + Self.examples
      + [
        NamedFile(name: "all.json", text: "[" + lines.joined(separator: ",\n") + "]"),
        NamedFile(name: "all.jsonl", text: lines.joined(separator: "\n")),
      ]
  }

  private static let examples = [
    NamedFile(
      name: "model.json",
      text: """
        {"title": "a head", "notes": "what to try", "sentence": "The bank holds unaffordable money.",
         "query": "bank", "temperature": 1.5, "causal": true, "probes": ["money", "river"],
         "axes": ["money", "river"], "model": "minilm", "head": "L3H1", "token": 4,
         "edits": ["2:3:+1.5", "4:0:mask:all", "bank:holds:-10000:L2", "1:1:10000:L5H11"]}
        """),
    NamedFile(
      name: "numbers.json",
      text: """
        {"tokens": ["a", "b", "c"], "query": 1, "scores": [[1e300, null, 0], [0, 1, 2], [-1e308, 5, 3]],
         "values": [[3.4e38, 0], [-3.4e38, 1e-45], [0, 0]], "dimensions": ["x", "y"], "axes": ["x", "y"],
         "temperature": 0.001, "probes": ["a"]}
        """),
    NamedFile(name: "text.txt", text: "The bank.\n\nनमस्ते दुनिया\r\n👩‍💻 🇩🇪 שלום\n!!!\n[CLS] it\n"),
    NamedFile(
      name: "table.csv", text: "id,sentence\r\n1,\"a, \"\"b\"\"\nc\"\r\n2,The bank\r\n3,\r\n"),
    NamedFile(name: "table.tsv", text: "id\tsentence\n1\tThe bank\n2\ta \"b\n"),
  ]

  func make(using random: inout SeededGenerator) -> [UInt8] {
    let file = random.one(of: whole)
    let isJSON = file.name.contains(".json")
    let bytes = Mutation.broken(
      file.bytes, isJSON: isJSON, others: whole.map(\.bytes), using: &random)
    return NamedFile(name: file.name, bytes: bytes).item
  }

  func run(_ item: [UInt8]) throws -> Int {
    let file = NamedFile(item: item)
    let reading = SentenceFile.read(file.bytes, name: file.name)
    try require(
      !reading.scenes.isEmpty || !reading.problems.isEmpty, "there is neither a scene nor a problem"
    )
    var scenes = PreparedScenes(reading, models: models)
    for problem in scenes.problems { try check(problem, of: file.name) }
    for place in 0..<min(scenes.count, 4) {
      let sentence = Sentence(try scenes.scene(at: place))
      try checkPrinted(sentence)
      try checkSaving(sentence, in: scratch, models: models)
    }
    try explore(scenes, pressing: "↑mn2345678r9")
    return 1
  }
}

/// Says what is wrong with how a problem is told.
func check(_ problem: Problem, of file: String) throws {
  let text = problem.description
  try checkSafe(text, "a problem")
  try require(text.contains(file), "a problem does not name \(file): \(text)")
  try require(problem.reason.count > 5, "a problem says nothing: \(text)")
}

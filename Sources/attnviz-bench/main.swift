import Views
import Canvas
import AttentionCore
import Explorer
import Glibc
import Models
import Lessons
import Resources
import Screen
import Scenes

let model = try LanguageModel(folder: Resources.model)
let models = OpenModels(model, bundled: Resources.models)
let trophy = "The trophy wouldn't fit in the suitcase because it was too big."

print(Machine.description)
// `attnviz-bench forward-pass` is what forward-pass.py runs beside PyTorch.
// `attnviz-bench smollm2` prints what concerns the language model alone.
if CommandLine.arguments.dropFirst().first == "smollm2" {
  try reportLanguageModel()
  exit(0)
}
// `attnviz-bench causes` prints what concerns the causal map alone.
if CommandLine.arguments.dropFirst().first == "causes" {
  try reportCauses(of: model)
  exit(0)
}
reportForwardPasses(of: model)
if CommandLine.arguments.dropFirst().first == "forward-pass" {
  reportLanguageModelPasses(of: try LanguageModel(folder: Resources.languageModel))
  exit(0)
}

// One row: softmax and blend.
for count in [8, 512] {
  let rows: [[Float]] = (0..<count).map { row in
    (0..<384).map { column in Float((column * 31 + row * 17) % 201 - 100) }
  }
  guard let values = Matrix(rows) else { continue }
  let scores = (0..<count).map { Double($0 * 37 % 23) / 7 }
  report("softmax and blend, \(count) tokens, d = 384") {
    keep(blend(softmax(scores), of: values))
  }
}

// One key press, from the key to a finished canvas.
let scenes = SentenceFile.read(folder: Resources.sentences).scenes
for count in [8, 500] {
  guard let scene = scenes.first(where: { $0.tokens.count == count }) else { continue }
  for size in [Size(rows: 24, columns: 80), Size(rows: 60, columns: 200)] {
    var explorer = Explorer(
      OpenSentences(try PreparedScene(scene, models: models), models: models))
    // Up and down in turn, on one token after the other, so that no two frames are the same.
    let keys: [Key] = [.up, .up, .down, .right]
    var pressed = 0
    report("key press to canvas, \(count) tokens, \(size.columns) × \(size.rows)") {
      let key = keys[pressed % keys.count]
      pressed += 1
      guard let command = explorer.command(for: key) else { return }
      _ = explorer.update(command)
      keep(Screen.draw(explorer, size: size, glyphs: .unicode))
    }
  }
  let blended = RowAnalysis(Sentence(try PreparedScene(scene, models: models))).blend
  report("nearest words of a blend, \(count) tokens") {
    keep(model.words.nearest(to: blended, count: RowAnalysis.nearestCount))
  }
}

// The views of all rows and all heads, 500 tokens, and another head's map of 512 × 512.
do {
  let far = try scenes.first { $0.tokens.count == 500 }.map {
    try PreparedScene($0, models: models)
  }
  let words = Array(repeating: "one and two and three", count: 102).joined(separator: " ")
  let long = try PreparedScene(try Scene(sentence: words), models: models)
  for (name, scene, view, keys) in [
    ("nudge in the matrix to canvas, 500 tokens", far, "2", ["k", "j", "l"]),
    ("nudge in the heads to canvas, 500 tokens", far, "3", ["k", "j", "l"]),
    ("another head's map of 512 × 512 to canvas", long, "2", ["]"]),
    (
      "another token in the matrix to canvas, 512 tokens", long, "2",
      ["l", "l", "l", "h", "h", "h"]
    ),
    ("another head in the heads to canvas, 512 tokens", long, "3", ["]"]),
  ] as [(String, PreparedScene?, Character, [Character])] {
    guard let scene else { continue }
    var explorer = Explorer(OpenSentences(scene, models: models))
    if let show = explorer.command(for: .character(view)) { _ = explorer.update(show) }
    var pressed = 0
    report("\(name), 120 × 40", runs: 100) {
      defer { pressed += 1 }
      guard let command = explorer.command(for: .character(keys[pressed % keys.count])) else {
        return
      }
      _ = explorer.update(command)
      keep(Screen.draw(explorer, size: Size(rows: 40, columns: 120), glyphs: .unicode))
    }
  }
}

// The list of many sentences: opened, searched, gone through.
do {
  let letters = (0..<100_000).map { ["a", "b", "c"][$0 % 3] }.joined(separator: "\n")
  let reading = SentenceFile.read(Array(letters.utf8), as: .text, name: "letters.txt")
  let prepared = PreparedScenes(reading, models: models)
  if let sentences = try OpenSentences(prepared) {
    var explorer = Explorer(sentences, problems: [])
    for (name, key) in [
      ("open", Key.character("L")), ("letter", .character("b")), ("arrow", .down),
      ("end", .end), ("letter taken off", .backspace), ("Esc", .escape),
    ] {
      let seconds = (0..<50).map { _ in
        var list = explorer
        return ContinuousClock().measure {
          var keys: ArraySlice = [key]
          _ = list.press(&keys)
          keep(Screen.draw(list, size: Size(rows: 24, columns: 80), glyphs: .unicode))
        }.seconds
      }
      report("list of 100,000 sentences, \(name)", seconds: seconds)
      var keys: ArraySlice = [key]
      _ = explorer.press(&keys)
    }
  }
}

// A nudge in layer 0 of a model, from the key to a finished canvas: all layers run again.
do {
  var options = OpeningOptions()
  options.layer = 0
  options.query = "it"
  let scene = try Scene(sentence: trophy, probes: ["trophy", "suitcase"])
  var explorer = Explorer(
    OpenSentences(try PreparedScene(scene, options: options, models: models), models: models))
  let keys: [Key] = [.up, .up, .down, .right]
  var pressed = 0
  report("nudge in layer 0 to canvas, 17 tokens, 80 × 24") {
    defer { pressed += 1 }
    guard let command = explorer.command(for: keys[pressed % keys.count]) else { return }
    _ = explorer.update(command)
    keep(Screen.draw(explorer, size: Size(rows: 24, columns: 80), glyphs: .unicode))
  }
}

// The lesson: reading all of it, and one picture of a vector on its way into the sum.
do {
  report("reading the lesson's chapters") {
    if let folder = try? LessonFolder(path: Resources.lesson, models: models) { keep(folder) }
  }
  let folder = try LessonFolder(path: Resources.lesson, models: models)
  let start = Lesson.Place(chapter: 2, page: 0)
  var lesson = Lesson(folder, at: start)
  for _ in 0..<5 { _ = lesson.press([.character(" ")]) }
  for size in [Size(rows: 24, columns: 80), Size(rows: 60, columns: 200)] {
    report("a picture of the lesson's animation, \(size.columns) × \(size.rows)") {
      lesson.pass(0.0001)
      keep(Screen.draw(lesson, size: size, glyphs: .unicode))
    }
  }
  // The first steps of the head that learns, each from its key to the picture of what it changed.
  let training = Lesson(folder, at: Lesson.Place(chapter: 7, page: 0))
  var steps: [Double] = []
  for _ in 0..<40 {
    var lesson = training
    for _ in 0..<5 {
      steps.append(
        ContinuousClock().measure {
          _ = lesson.press([.character(" ")])
          lesson.pass(0.1)
          keep(Screen.draw(lesson, size: Size(rows: 24, columns: 80), glyphs: .unicode))
        }.seconds)
    }
  }
  report("a step of learning from 24 sentences to canvas", seconds: steps)
}

// The program itself, in a terminal of its own, pressed after a rest as a person does.
let long = Array(repeating: "one and two and three", count: 102).joined(separator: " ")
for (name, arguments) in [
  ("8 tokens", [Resources.sentences + "/01-bank-money.json"]),
  ("500 tokens", [Resources.sentences + "/16-far-apart.json"]),
  ("model, 17 tokens", ["--sentence", trophy, "--query", "it"]),
  ("model, 512 tokens", ["--sentence", long]),
] {
  let runs = (0..<15).compactMap { _ in ProgramRun(arguments: arguments) }
  report("start to first frame, \(name)", seconds: runs.map(\.secondsToFirstFrame))
  report(
    "resident memory at the first frame, \(name)", runs.map(\.megabytesAtFirstFrame).max() ?? 0,
    "MB")
  report(
    "resident memory after 40 nudges, \(name)", runs.map(\.residentMegabytes).max() ?? 0, "MB")
}
let inLayer0 = ["--layer", "0", "--head", "0"]
for (name, arguments) in [
  ("17 tokens", ["--sentence", trophy, "--query", "it"]), ("512 tokens", ["--sentence", long]),
] {
  reportNudges("nudge in layer 0, \(name)", arguments + inLayer0)
}
try reportLargeModel(nudging: trophy, inLayer0)
try reportLanguageModel()
try reportCauses(of: model)

/// Takes a result, so that the compiler can't leave out the work that made it.
@inline(never) func keep<Value>(_ value: Value) {}

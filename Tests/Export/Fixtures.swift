// swift-format-ignore-file: NeverUseForceTry
import Canvas
import Explorer
import Export
import Models
import Resources
import Scenes

let model = try! LanguageModel(folder: Resources.model)
let models = OpenModels(model)

/// The built-in sentences.
let builtIn = SentenceFile.read(folder: Resources.sentences).scenes

extension Sentence {
  /// A scene as it says itself, or as `options` ask.
  init(_ scene: Scene) { try! self.init(scene, options: OpeningOptions()) }
  init(_ scene: Scene, options: OpeningOptions) throws(OpeningError) {
    self.init(try PreparedScene(scene, options: options, models: models))
  }
}

/// What is printed for a person, as one text; of the query where no others are asked for.
func printedText(
  of sentence: Sentence, queries: [Int]? = nil, allHeads: Bool = false, glyphs: Glyphs = .unicode
) -> String {
  var text = ""
  printedText(
    of: sentence, queries: queries ?? [sentence.query], allHeads: allHeads, glyphs: glyphs
  ) { text += $0 }
  return text
}

/// What is printed as JSON, as one text; of the query where no others are asked for.
func printedJSON(
  of sentence: Sentence, queries: [Int]? = nil, allHeads: Bool = false
) throws -> String {
  var text = ""
  try printedJSON(of: sentence, queries: queries ?? [sentence.query], allHeads: allHeads) {
    text += $0
  }
  return text
}

extension OpenSentences {
  /// Scenes opened together, as from files.
  init?(_ scenes: [Scene]) throws {
    var reading = FileReading()
    for scene in scenes { reading.append(FileReading(scene, named: "a.json")) }
    self.init(PreparedScenes(reading, models: models))
  }
}

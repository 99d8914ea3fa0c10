// swift-format-ignore-file: NeverUseForceTry
import Explorer
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

extension OpenSentences {
  /// Scenes opened together, as from files.
  init?(_ scenes: [Scene]) throws {
    var reading = FileReading()
    for scene in scenes { reading.append(FileReading(scene, named: "a.json")) }
    self.init(PreparedScenes(reading, models: models))
  }
}

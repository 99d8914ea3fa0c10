// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import AttentionCore
import Explorer
import Canvas
import Views
import Models
import Resources
import Screen
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
  init?(_ scenes: [Scene], options: OpeningOptions = OpeningOptions()) throws(OpeningError) {
    var reading = FileReading()
    for scene in scenes { reading.append(FileReading(scene, named: "a.json")) }
    let prepared = PreparedScenes(reading, options: options, models: models)
    if let misfit = prepared.misfits.first { throw misfit }
    self.init(prepared)
  }
}

/// An explorer of the built-in sentences that stands at the one of this title.
func explorer(at title: String, keys: [Key] = []) -> Explorer {
  var explorer = Explorer(try! OpenSentences(builtIn)!)
  while explorer.sentence.scene.title?.original != title {
    explorer.press(.character("n"))
  }
  for key in keys { explorer.press(key) }
  return explorer
}

extension Explorer {
  mutating func press(_ key: Key) {
    if let command = command(for: key) { _ = update(command) }
  }
}

extension Size {
  static let classic = Size(rows: 24, columns: 80)
  static let large = Size(rows: 40, columns: 120)
  static let huge = Size(rows: 60, columns: 200)
  static let small = Size(rows: 12, columns: 40)
}

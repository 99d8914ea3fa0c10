// swift-format-ignore-file: NeverUseForceTry
import Explorer
import Models
import Resources
import Scenes

/// The bundled model, opened once for all tests of a target.
package let model = try! LanguageModel(folder: Resources.model)
package let models = OpenModels(model, bundled: Resources.models)

/// The built-in sentences.
package let builtIn = SentenceFile.read(folder: Resources.sentences).scenes

extension Sentence {
  /// A scene as it says itself, or as `options` ask.
  package init(_ scene: Scene) { try! self.init(scene, options: OpeningOptions()) }
  package init(_ scene: Scene, options: OpeningOptions) throws(OpeningError) {
    self.init(try PreparedScene(scene, options: options, models: models))
  }
}

extension OpenSentences {
  /// Scenes opened together, as from files.
  package init?(_ scenes: [Scene], options: OpeningOptions = OpeningOptions()) throws(OpeningError)
  {
    var reading = FileReading()
    for scene in scenes { reading.append(FileReading(scene, named: "a.json")) }
    let prepared = PreparedScenes(reading, options: options, models: models)
    if let misfit = prepared.misfits.first { throw misfit }
    try self.init(prepared)
  }
}

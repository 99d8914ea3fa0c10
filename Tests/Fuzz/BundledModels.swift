import Explorer
import FoundationEssentials
import Models
import Resources

/// The bundled model, open, and none that is installed.
func bundledModels() throws -> OpenModels {
  OpenModels(
    try LanguageModel(folder: Resources.model), environment: [:], bundled: Resources.models)
}

/// The folder of a model that opens at once.
let tinyModel =
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
  + "/Models/Fixtures/tiny-relu"

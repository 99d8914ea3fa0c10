import Explorer
import Models
import Resources

/// The bundled model, open, and none that is installed.
func bundledModels() throws -> OpenModels {
  OpenModels(
    try LanguageModel(folder: Resources.model), environment: [:], bundled: Resources.models)
}

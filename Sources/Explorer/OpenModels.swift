import Models
import Scenes
import Synchronization

/// The models that read sentences: one for all that name none, and those that scenes name. Each is
/// opened once, when the first sentence needs it.
public final class OpenModels: Sendable {
  /// What reads the sentences that name no model.
  public let standard: LanguageModel
  /// How a person named `standard`, which then reads every sentence; `nil` where nobody did.
  let chosen: ModelReference?
  private let environment: [String: String]
  private let bundled: [(names: [String], folder: String)]
  private let named = Mutex<[String: Result<LanguageModel, ModelFileError>]>([:])

  /// - Parameters:
  ///   - standard: what reads the sentences that name no model.
  ///   - chosen: how a person named it, where it is to read the others too.
  ///   - environment: what says where the cache of models is.
  ///   - bundled: the models that come with the program, and the names for each.
  public init(
    _ standard: LanguageModel, chosen: ModelReference? = nil, environment: [String: String] = [:],
    bundled: [(names: [String], folder: String)] = []
  ) {
    self.standard = standard
    self.chosen = chosen
    self.environment = environment
    self.bundled = bundled
  }

  /// The model that reads `scene`.
  ///
  /// - Throws: why the one that it names can't be opened.
  func model(of scene: Scene) throws(ModelFileError) -> LanguageModel {
    guard chosen == nil, let reference = scene.modelState.model else { return standard }
    let folder = try ModelFolder.find(
      reference.nameOrFolder, environment: environment, bundled: bundled)
    return try named.withLock { named in
      let opened =
        named[folder]
        ?? Result { () throws(ModelFileError) in
          try LanguageModel(folder: folder, named: reference.written)
        }
      named[folder] = opened
      return opened
    }.get()
  }
}

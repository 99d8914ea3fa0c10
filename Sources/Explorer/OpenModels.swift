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
  /// Where the patterns that their heads follow are kept.
  private let patterns: PatternsFolder
  private let environment: [String: String]
  private let bundled: [(names: [String], folder: String)]
  private let named = Mutex<[String: LanguageModel]>([:])
  private let foundPatterns = Mutex<[ObjectIdentifier: HeadPatterns?]>([:])

  /// - Parameters:
  ///   - standard: what reads the sentences that name no model.
  ///   - chosen: how a person named it, where it is to read the others too.
  ///   - environment: what says where the cache of models is.
  ///   - bundled: the models that come with the program, and the names for each.
  ///   - patterns: where the patterns that their heads follow are kept.
  public init(
    _ standard: LanguageModel, chosen: ModelReference? = nil, environment: [String: String] = [:],
    bundled: [(names: [String], folder: String)] = [],
    patterns: PatternsFolder = PatternsFolder(path: nil)
  ) {
    self.patterns = patterns
    self.standard = standard
    self.chosen = chosen
    self.environment = environment
    self.bundled = bundled
  }

  /// The patterns that the heads of `model` follow, looked for once; `nil` where it can't read the text for
  /// them.
  package func patterns(of model: LanguageModel) -> HeadPatterns? {
    let key = ObjectIdentifier(model)
    if let known = foundPatterns.withLock({ $0[key] }) { return known }
    let found = patterns.patterns(of: model)
    foundPatterns.withLock { $0[key] = .some(found) }
    return found
  }

  /// The model that reads `scene`.
  ///
  /// - Throws: why the one that it names can't be opened.
  func model(of scene: Scene) throws(ModelFileError) -> LanguageModel {
    guard chosen == nil, let reference = scene.modelState.model else { return standard }
    return try open(reference)
  }

  /// Whether a model has to be opened for `scene`, besides the one that is open from the first.
  package func opens(modelOf scene: Scene) -> Bool {
    guard chosen == nil, let reference = scene.modelState.model else { return false }
    let folder = try? ModelFolder.find(
      reference.nameOrFolder, environment: environment, bundled: bundled)
    return folder != nil && folder != standard.folder
  }

  /// The model after `model` of those that are open or bundled, going round, and how to name it.
  ///
  /// - Throws: why it can't be opened.
  func following(
    _ model: LanguageModel
  ) throws(ModelFileError) -> (model: LanguageModel, reference: ModelReference) {
    var all: [(folder: String, reference: ModelReference)] = []
    let known =
      bundled.map { (folder: $0.folder, reference: ModelReference($0.names.last ?? $0.folder)) }
      + [(folder: standard.folder, reference: chosen ?? ModelReference(standard.folder))]
      + named.withLock { Array($0.keys) }.sorted().map {
        (folder: $0, reference: ModelReference($0))
      }
    for one in known where !all.contains(where: { $0.folder == one.folder }) { all.append(one) }
    let place = all.firstIndex { $0.folder == model.folder } ?? 0
    let reference = all[(place + 1) % all.count].reference
    return (try open(reference), reference)
  }

  private func open(_ reference: ModelReference) throws(ModelFileError) -> LanguageModel {
    let folder = try ModelFolder.find(
      reference.nameOrFolder, environment: environment, bundled: bundled)
    if folder == standard.folder { return standard }
    return try named.withLock { named throws(ModelFileError) in
      if let known = named[folder] { return known }
      let opened = try LanguageModel(folder: folder, named: reference.written)
      named[folder] = opened
      return opened
    }
  }
}

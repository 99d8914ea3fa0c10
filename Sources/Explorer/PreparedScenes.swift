import Models
import Scenes

/// Scenes that open, in the order of their files.
///
/// What may not open, because it names a model, a head or a token, is prepared at once; a plain scene
/// can't fail, and is prepared when it is first asked for, so that a file of many lines opens at once.
/// So are built-in scenes, so that a model which only some of them name is opened when one is shown.
public struct PreparedScenes: Sendable {
  private enum Entry: Sendable {
    case ready(PreparedScene)
    case plain(Scene, OpeningOptions)
    case late(Scene, OpeningOptions)

    /// The scene as it was given.
    var scene: Scene {
      switch self {
      case .ready(let prepared): prepared.scene
      case .plain(let scene, _), .late(let scene, _): scene
      }
    }
  }

  /// What is wrong with the files' own scenes.
  public private(set) var problems: [Problem]
  /// Why the others, which are left out too, can't be opened as `options` ask.
  public private(set) var misfits: [OpeningError]
  /// The files that they were read from, as they were then.
  let files: [FileVersion]
  /// What reads them.
  let models: OpenModels
  /// What is written in them, to be searched.
  private(set) var texts = SearchedTexts()
  private var entries: [Entry] = []

  /// The scenes of `reading`, opened as `options` ask.
  ///
  /// - Parameter areBuiltIn: whether they come with the program. Those of them that another model can't
  ///   open as they are, are left out.
  public init(
    _ reading: FileReading, options: OpeningOptions = OpeningOptions(), models: OpenModels,
    areBuiltIn: Bool = false
  ) {
    self.models = models
    files = reading.files
    (problems, misfits) = (reading.problems, [])
    for (place, entry) in reading.entries.enumerated() {
      var options = options
      // Patches are from the next sentence where none is named.
      if !options.patches.isEmpty, options.beside == nil, entry.scene.modelState.beside == nil,
        reading.entries.count > 1
      {
        options.beside = reading.entries[(place + 1) % reading.entries.count].scene.sentence
      }
      guard options.namesSomething || entry.scene.modelState != .plain else {
        append(.plain(entry.scene, options))
        continue
      }
      if areBuiltIn, !options.namesSomething, models.chosen == nil,
        entry.scene.modelState.model != nil
      {
        append(.late(entry.scene, options))
        continue
      }
      let own: PreparedScene
      do {
        own = try PreparedScene(entry.scene, source: options.source, models: models)
      } catch {
        if areBuiltIn {
          misfits.append(error)
        } else {
          problems.report(entry.problem(error.description))
        }
        continue
      }
      do {
        append(.ready(try own.opened(as: options)))
      } catch {
        misfits.append(error)
      }
    }
  }

  /// Scenes that are prepared already.
  init(_ scenes: [PreparedScene], models: OpenModels) {
    (problems, misfits, files) = ([], [], [])
    self.models = models
    for scene in scenes { append(.ready(scene)) }
  }

  /// Adds scenes behind these; what is wrong with others of theirs is told by them alone.
  mutating func append(_ others: PreparedScenes) {
    entries += others.entries
    texts.append(others.texts)
  }

  private mutating func append(_ entry: Entry) {
    entries.append(entry)
    texts.append(title: entry.scene.title?.shown, entry.scene.sentence.shown)
  }

  /// Puts another scene in the place of the one at `place`.
  mutating func replace(at place: Int, with scene: PreparedScene) {
    entries[place] = .ready(scene)
  }

  /// Takes in that there is more of a capture now.
  mutating func take(_ part: UnpackedPart) {
    for place in entries.indices {
      guard case .ready(var scene) = entries[place], scene.take(part) else { continue }
      entries[place] = .ready(scene)
    }
  }

  /// How many there are.
  public var count: Int { entries.count }

  /// The scene at `place`, from 0, as it was given.
  func given(at place: Int) -> Scene { entries[place].scene }

  /// The scene at `place`, from 0; prepared the first time and kept.
  ///
  /// - Throws: why the model of a built-in one can't be opened; no other scene fails.
  public mutating func scene(at place: Int) throws(OpeningError) -> PreparedScene {
    let prepared: PreparedScene
    switch entries[place] {
    case .ready(let scene): return scene
    case .plain(let scene, let options):
      prepared = PreparedScene(plain: scene, as: options, models: models)
    case .late(let scene, let options):
      prepared = try PreparedScene(scene, options: options, models: models)
    }
    entries[place] = .ready(prepared)
    return prepared
  }
}

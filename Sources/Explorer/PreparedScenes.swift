import Models
import Scenes

/// Scenes that open, in the order of their files.
///
/// What may not open, because it names a model, a head or a token, is prepared at once; a plain scene
/// can't fail, and is prepared when it is first asked for, so that a file of many lines opens at once.
public struct PreparedScenes: Sendable {
  private enum Entry: Sendable {
    case ready(PreparedScene)
    case plain(Scene, OpeningOptions)
  }

  /// What is wrong with the files' own scenes.
  public let problems: [Problem]
  /// Why the others, which are left out too, can't be opened as `options` ask.
  public let misfits: [OpeningError]
  /// The files that they were read from, as they were then.
  let files: [FileVersion]
  /// What reads them.
  let models: OpenModels
  private var entries: [Entry] = []

  /// The scenes of `reading`, opened as `options` ask.
  public init(
    _ reading: FileReading, options: OpeningOptions = OpeningOptions(), models: OpenModels
  ) {
    self.models = models
    files = reading.files
    var (problems, misfits) = (reading.problems, [OpeningError]())
    for entry in reading.entries {
      guard options.namesSomething || entry.scene.modelState != .plain else {
        entries.append(.plain(entry.scene, options))
        continue
      }
      let own: PreparedScene
      do {
        own = try PreparedScene(entry.scene, source: options.source, models: models)
      } catch {
        problems.report(entry.problem(error.description))
        continue
      }
      do {
        entries.append(.ready(try own.opened(as: options)))
      } catch {
        misfits.append(error)
      }
    }
    (self.problems, self.misfits) = (problems, misfits)
  }

  /// Scenes that are prepared already.
  init(_ scenes: [PreparedScene], models: OpenModels) {
    (problems, misfits, files) = ([], [], [])
    self.models = models
    entries = scenes.map(Entry.ready)
  }

  /// Adds scenes behind these; what is wrong with others of theirs is told by them alone.
  mutating func append(_ others: PreparedScenes) { entries += others.entries }

  /// How many there are.
  public var count: Int { entries.count }

  /// The scene at `place`, from 0; prepared the first time and kept.
  public mutating func scene(at place: Int) -> PreparedScene {
    switch entries[place] {
    case .ready(let scene): return scene
    case .plain(let scene, let options):
      let prepared = PreparedScene(plain: scene, as: options, models: models)
      entries[place] = .ready(prepared)
      return prepared
    }
  }
}

import Scenes
import Text

/// Why a scene can't be opened as it was asked for.
public struct OpeningError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A sentence for a person, already safe to show.
  public let description: String

  init(_ scene: Scene, _ reason: String) {
    let name = (scene.title ?? scene.sentence).shown
    description = "“\(name.prefix(60))\(name.count > 60 ? "…" : "")”: \(SafeText(reason).shown)"
  }
}

import Glibc
import Text

extension SentenceFile {
  /// Writes `scene` as a `.json` file that opens as the same scene.
  ///
  /// It is written to a file beside and renamed, so that `path` holds the old content or the new,
  /// never half of it.
  ///
  /// - Parameters:
  ///   - scene: what to save.
  ///   - path: the file, which ends in `.json`; its folder must exist.
  ///   - replacing: whether a file that is there may be replaced.
  /// - Throws: `SaveError.exists` where one is there and may not be, `SaveError.failed` elsewhere.
  public static func write(
    _ scene: Scene, to path: String, replacing: Bool
  ) throws(SaveError) {
    guard Format(path: path) == .json else {
      throw .failed(path: path, reason: "would not open again as a scene; end its name in .json")
    }
    let scene = scene.rewritten(in: Scenes.folder(of: path))
    guard let text = try? json(scene) else {
      throw .failed(path: path, reason: "would not open again: a number in it is not finite")
    }
    let bytes = Array(text.utf8)
    let reopened = read(bytes, as: .json, name: path)
    guard reopened.scenes == [scene] else {
      let reason = reopened.problems.first?.reason ?? "it would be another scene"
      throw .failed(path: path, reason: "would not open again: \(reason)")
    }
    try writeFile(bytes, to: path, replacing: replacing)
  }
}

import Glibc
import Text

extension SentenceFile {
  /// Writes `scene` as a JSON file that opens as the same scene.
  ///
  /// It is written to a file beside and renamed, so that `path` holds the old content or the new,
  /// never half of it, and it is on the disk when this returns. Of two programs that save to one
  /// folder, one waits for the other; what a program that was killed left beside, the next one takes
  /// away.
  ///
  /// - Parameters:
  ///   - scene: what to save.
  ///   - path: the file, whose ending is that of no text and no table; its folder must exist.
  ///   - replaceable: what may be replaced; `nil` is nothing.
  /// - Returns: the file as it is now.
  /// - Throws: `SaveError.exists` where another file or version is there, `SaveError.failed` elsewhere.
  @discardableResult
  public static func write(
    _ scene: Scene, to path: String, replacing replaceable: FileVersion?
  ) throws(SaveError) -> FileVersion? {
    let scene = scene.rewritten(in: Scenes.folder(of: path))
    guard let text = try? json(scene) else {
      throw .failed(path: path, reason: "would not open again: a number in it is not finite")
    }
    let bytes = Array(text.utf8)
    guard Format(of: bytes[...], path: path, hasFields: false) == .json else {
      throw .failed(path: path, reason: "would not open again as a scene; end its name in .json")
    }
    let reopened = read(bytes, as: .json, name: path)
    guard reopened.scenes == [scene] else {
      let reason = reopened.problems.first?.reason ?? "it would be another scene"
      throw .failed(path: path, reason: "would not open again: \(reason)")
    }
    return try writeFile(bytes, to: path, replacing: replaceable)
  }
}

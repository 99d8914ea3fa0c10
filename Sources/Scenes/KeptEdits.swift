import Glibc

/// Edits of a sentence that were not saved, as they were kept for another time.
public struct KeptEdits: Sendable {
  /// The name of their file in its folder.
  public let file: String
  /// The sentence with these edits, as edits of heads: they are to be laid over the sentence as it
  /// opens, whatever its source.
  public let scene: Scene
  /// When they were made, in seconds since 1970.
  let time: Int

  /// Edits kept in a file of this name.
  public init(file: String, scene: Scene, time: Int) {
    (self.file, self.scene, self.time) = (file, scene, time)
  }

  /// When they were made, as a person here says it: `25 Nov 14:02`.
  public var when: String {
    var (time, parts) = (time_t(time), tm())
    localtime_r(&time, &parts)
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let two = { (number: Int32) in number < 10 ? "0\(number)" : "\(number)" }
    let month = months[min(max(0, Int(parts.tm_mon)), 11)]
    return "\(parts.tm_mday) \(month) \(two(parts.tm_hour)):\(two(parts.tm_min))"
  }
}

/// A sentence whose unsaved edits are kept.
public struct KeptSentence: Hashable, Sendable {
  /// Equal for the same sentence with the same scores in the same model, whatever file it is in; a part
  /// of a file's name.
  public let mark: String
  /// Which of the open sentences it is: the same one can be open twice.
  public let place: Int

  /// The open sentence at this place, which has this mark.
  public init(mark: String, place: Int) { (self.mark, self.place) = (mark, place) }
}

/// What became of the edits of a sentence that are not saved.
public struct EditsChange: Sendable {
  /// How they stand now.
  public enum Standing: Sendable {
    /// Not saved; they are in the scene. `summary` names them in a line to a person.
    case unsaved(Scene, summary: String)
    /// Saved.
    case saved
    /// All taken off again.
    case gone
    /// More than a scene may have, so that they can't be kept.
    case tooMany(SceneError)
  }

  /// Whose they are.
  public let sentence: KeptSentence
  /// How they stand now.
  public let standing: Standing
  /// The files of kept edits that were taken back meanwhile, the last one last.
  public let takenBack: [String]

  /// A change of the edits of `sentence`.
  public init(_ sentence: KeptSentence, _ standing: Standing, takenBack: [String] = []) {
    (self.sentence, self.standing, self.takenBack) = (sentence, standing, takenBack)
  }
}

import Scenes
import Text

extension Explorer {
  /// What reads the sentences that are opened here.
  public var models: OpenModels { sentences.models }

  /// Takes in that what a request asks to open is under way beside the loop; Esc leaves it.
  ///
  /// - Parameter name: what to call it.
  public mutating func opens(_ name: String) { opening = SafeText(name) }

  /// Whether what was opened can be shown: the person is at nothing that is about the open sentences.
  public var takesOpened: Bool {
    switch focus {
    case .sentence, .help: true
    case .list, .prompt, .confirmation: false
    }
  }

  /// Leaves what is being opened where it is.
  mutating func leaveOpening() {
    guard let name = opening else { return }
    opening = nil
    message = .note("left: \(name.shown) is not opened")
  }

  /// Takes in the sentences of the files that an `open` request read. What did not open is told; where
  /// nothing did, the open sentences stay.
  ///
  /// - Returns: whether other sentences are open now.
  @discardableResult
  public mutating func opened(_ scenes: PreparedScenes) -> Bool {
    opening = nil
    message = Message(about: scenes.problems)
    do {
      guard let sentences = try OpenSentences(scenes) else { return false }
      self.sentences = sentences
    } catch {
      message = .problem(error.description)
      return false
    }
    problems = scenes.problems
    message = message ?? Message(about: sentences.current)
    know(sentences.files)
    read()
    return true
  }

  /// Takes in that a `save` request saved to `path`, and the file that is there now.
  public mutating func saved(to path: String, as version: FileVersion?) {
    let model = sentence.passedOver.map {
      ", with \(sentence.reference?.written ?? "") as its model; it was \($0.written)"
    }
    message = .note("saved to \(path)" + (model ?? ""))
    sentences.current.state.unsaved.save(sentence.interventions)
    know([version].compactMap { $0 })
  }

  /// Takes in that an `export` request wrote a picture to `path`, and the file that is there now.
  public mutating func exported(to path: String, as version: FileVersion?) {
    message = .note(
      "exported to \(path)" + (view.progress.map { "; the map still fills in: \($0)" } ?? ""))
    know([version].compactMap { $0 })
  }

  /// Takes in why a request to write to `path` did not write it.
  public mutating func notWritten(
    _ written: Confirmation.Written, to path: String, _ failure: SaveError
  ) {
    switch failure {
    case .exists(_, let version):
      let known = version.flatMap { files[$0.path] }
      focus = .confirmation(
        .replace(
          path: path, version: version, isChanged: known != nil && known != version, by: written))
    case .failed: message = .problem(failure.description)
    }
  }

  /// Takes these versions of files for the ones that the person knows of.
  mutating func know(_ versions: [FileVersion]) {
    for version in versions { files[version.path] = version }
  }

  /// Asks that the edited sentence be written to `path`.
  mutating func save(to path: String, replacing: FileVersion?) -> Request? {
    do {
      return .save(try sentences.current.edited(), path: path, replacing: replacing)
    } catch {
      message = .problem(error.description)
      return nil
    }
  }

  /// A name for a file of the sentence, without an ending; at most 100 bytes, since a file system
  /// allows 255 and some scripts write a whole sentence without a blank.
  var suggestedName: String {
    let title = (sentence.scene.title ?? sentence.scene.sentence).shown.lowercased()
    let words = title.split { !$0.isLetter && !$0.isNumber }.prefix(5)
    var room = 100
    let name = words.joined(separator: "-").prefix { character in
      room -= character.utf8.count
      return room >= 0
    }
    return name.isEmpty ? "sentence" : String(name)
  }
}

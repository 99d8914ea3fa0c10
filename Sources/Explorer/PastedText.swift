import Scenes
import Text

/// What text that was pasted may be taken for.
enum PastedText {
  /// One line to type: what ends a line is a space, and what a terminal obeys is left out.
  static func line(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline)
    let line = lines.joined(separator: " ").unicodeScalars.filter {
      $0.properties.generalCategory != .control
    }
    return String(String.UnicodeScalarView(line))
  }

  /// The sentences in it.
  static func sentences(_ text: String) -> FileReading {
    // A terminal sends as Enter what ends a line.
    let bytes = text.losslessBytes.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 }
    return SentenceFile.read(bytes, name: "what was pasted")
  }
}

extension Explorer {
  /// Takes in text that was pasted: into the line that is being typed, or else as sentences that may be
  /// opened.
  ///
  /// - Parameter isCut: whether there was more of it.
  public mutating func paste(_ text: String, isCut: Bool) {
    message = nil
    switch focus {
    case .prompt, .list: editLine { $0.insert(PastedText.line(text)) }
    case .confirmation: break
    case .sentence, .help:
      focus = .sentence
      guard !isCut else {
        message = .problem("what was pasted is larger than 1 MB; o opens it from a file")
        return
      }
      let reading = PastedText.sentences(text)
      if reading.scenes.isEmpty {
        message = Message(about: reading.problems)
      } else {
        focus = .confirmation(.openPasted(reading))
      }
    }
  }

  /// Takes in what an `openPasted` request made ready: behind the open sentences, which stay as they are.
  public mutating func append(_ scenes: PreparedScenes) {
    opening = nil
    let problem = Message(about: scenes.problems)
    problems += scenes.problems
    guard scenes.count > 0 else { return message = problem }
    let before = sentences.count
    sentences.append(scenes)
    moveSentence(by: before - sentences.index)
    message =
      problem ?? .note("pasted behind the sentences that were open; p goes back to them")
    read()
  }
}

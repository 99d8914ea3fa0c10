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

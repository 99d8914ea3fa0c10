import ArgumentParser
import Glibc
import Text

/// The words of the command line, byte for byte: Swift's own repair what is not UTF-8, and a file of
/// such a name would not be found.
struct CommandArguments {
  /// The words after the program's name.
  let words: [String]

  init() {
    words = (1..<max(1, Int(CommandLine.argc))).compactMap { place in
      CommandLine.unsafeArgv[place].map { String(lossless: $0) }
    }
  }

  /// The command whose help is asked for, where that is one that stands for others; `nil` where the
  /// parser knows it by itself.
  var commandToExplain: (any ParsableCommand.Type)? {
    switch words {
    case let words where ["--help", "-h"].contains(words.first): Explore.self
    case ["lesson", "--help"], ["lesson", "-h"], ["help", "lesson"]: PlayLesson.self
    default: nil
    }
  }

  /// Whether the script is asked for with which a shell completes the line.
  var askForCompletion: Bool { words.first?.hasPrefix("--generate-completion-script") == true }

  /// The first word that is read as an option though a file has that name; `nil` where there is none.
  var fileLikeOption: String? {
    words.prefix { $0 != "--" }.first { word in
      word.hasPrefix("-") && !["-", "-h"].contains(word)
        && word.withLosslessCString { access($0, F_OK) } == 0
    }
  }

  /// Refuses a file whose name begins with one dash, which would be read letter by letter as options.
  ///
  /// - Throws: `Failure` where there is one.
  func refuseFileTakenForOptions() throws {
    guard let name = fileLikeOption, !name.hasPrefix("--") else { return }
    throw Failure(.badUsage, Self.advice(on: name))
  }

  /// What to tell one who means a file of this name.
  static func advice(on name: String) -> String {
    "the file “\(SafeText(name).shown)” begins with a dash, as options do; write ./\(SafeText(name).shown)"
  }
}

import Canvas
import Scenes
import Text

/// What has the keys.
public enum Focus: Equatable, Sendable {
  /// The sentence: every key of the key table.
  case sentence
  /// The help page, scrolled down by `line` lines.
  case help(line: Int)
  /// The list of the open sentences.
  case list(SentenceList)
  /// A line that is being typed.
  case prompt(Prompt)
  /// A question that is answered by y or n.
  case confirmation(Confirmation)

  /// Whether a line is being typed for an answer.
  public var isPrompt: Bool { if case .prompt = self { true } else { false } }

  /// What to tell one who presses `key` where it means nothing: what would be useful there.
  public func note(on key: Key) -> String {
    let nothing = "\(key.name) means nothing here; "
    return switch self {
    case .sentence: key.noteOnLayout ?? nothing + "? lists the keys"
    case .help: nothing + "↑ ↓ scroll"
    case .list: nothing + "↑ ↓ choose"
    case .prompt where key == .tab: "Tab completes names of files alone"
    case .prompt: nothing + "Enter accepts"
    case .confirmation(.replace): "\(key.name) is no answer; y replaces, n does not"
    case .confirmation(.openPasted): "\(key.name) is no answer; y opens, n does not"
    }
  }
}

/// A question that is answered by y or n.
public enum Confirmation: Equatable, Sendable {
  /// Whether this version of the file at this path may be replaced by what is written; `isChanged` where
  /// it is not the one that was opened here or saved last.
  case replace(path: String, version: FileVersion?, isChanged: Bool, by: Written)
  /// Whether these sentences, which were pasted, are to be opened.
  case openPasted(FileReading)

  /// What is written to a file.
  public enum Written: Sendable {
    /// The sentence as it was edited.
    case scene
    /// A picture of the screen.
    case picture
  }
}

extension Explorer {
  /// Does what the prompt, the list or the question asks.
  mutating func accept() -> Request? {
    let accepted = focus
    focus = .sentence
    switch accepted {
    case .prompt(let prompt): return accept(prompt)
    case .list(let list): open(list)
    case .confirmation(.replace(let path, let version, _, let written)):
      // What a person agreed to replace is what they know of.
      know([version].compactMap { $0 })
      return switch written {
      case .scene: save(to: path, replacing: version)
      case .picture: .export(path: path, replacing: version)
      }
    case .confirmation(.openPasted(let reading)): return .openPasted(reading)
    case .sentence, .help: break
    }
    return nil
  }
}

extension Key {
  /// What to tell one whose keyboard types letters that are no keys here, safe to show; `nil` for any
  /// other key.
  public var noteOnLayout: String? {
    guard case .character(let character) = self, character.isLetter, !character.isASCII else {
      return nil
    }
    let shown = SafeText(String(character)).shown
    return "“\(shown)” is of another keyboard layout; the keys here are Latin letters"
  }
}

import Scenes

/// What has the keys.
public enum Focus: Equatable, Sendable {
  /// The sentence: every key of the key table.
  case sentence
  /// The help page, scrolled down by `line` lines.
  case help(line: Int)
  /// A line that is being typed.
  case prompt(Prompt)
  /// A question that is answered by y or n.
  case confirmation(Confirmation)

  /// Whether a line is being typed.
  public var isPrompt: Bool { if case .prompt = self { true } else { false } }
}

/// A line that is being typed, and what it is for.
public struct Prompt: Equatable, Sendable {
  /// What the line is for.
  public enum Purpose: Equatable, Sendable {
    /// The path of a sentence file to open.
    case open
    /// The path of a file to save to.
    case save
    /// The path of a file for a picture of the screen.
    case export
    /// A word to find among the tokens.
    case find
  }

  /// What the line is for.
  public let purpose: Purpose
  /// What has been typed.
  public var text: String

  /// A prompt in which `text` stands typed.
  public init(purpose: Purpose, text: String) {
    self.purpose = purpose
    self.text = text
  }

  /// The words before the typed text.
  public var label: String {
    switch purpose {
    case .open: "open file"
    case .save: "save to"
    case .export: "export to"
    case .find: "find token"
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

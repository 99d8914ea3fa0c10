import Text

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
  public internal(set) var line: TypedLine
  /// The names of files that what is typed may go on to, where they were asked for.
  public internal(set) var candidates: [SafeText] = []

  /// A prompt in which `text` stands typed.
  ///
  /// - Parameter isSelected: whether it is a suggestion, whose place the first character takes that is
  ///   typed.
  public init(purpose: Purpose, text: String = "", isSelected: Bool = false) {
    self.purpose = purpose
    line = TypedLine(text, isSelected: isSelected)
  }

  /// What has been typed.
  public var text: String { line.text }

  /// Whether the path of a file is typed, whose name can be completed.
  public var asksForFile: Bool { purpose != .find }

  /// The path that stands before the cursor, to be completed.
  var typedPath: TypedPath { TypedPath(String(line.parts.before), isWhole: false) }

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

extension Explorer {
  /// Asks for a line, in which what is suggested stands selected.
  mutating func ask(_ purpose: Prompt.Purpose, suggesting text: String = "") {
    focus = .prompt(Prompt(purpose: purpose, text: text, isSelected: true))
  }

  /// Changes the line that is being typed, wherever it stands.
  mutating func editLine(_ edit: (inout TypedLine) -> Void) {
    switch focus {
    case .prompt(var prompt):
      prompt.candidates = []
      edit(&prompt.line)
      focus = .prompt(prompt)
    case .list(var list):
      var line = list.search
      edit(&line)
      list.search(line, in: sentences, problems)
      focus = .list(list)
    case .sentence, .help, .confirmation: break
    }
  }

  /// Asks for the names that what is typed may go on to; what was suggested is kept first.
  mutating func complete() -> Request? {
    guard case .prompt(let prompt) = focus else { return nil }
    guard !prompt.line.isSelected else {
      editLine { $0.take(.moveToEnd) }
      return nil
    }
    return .list(folder: prompt.typedPath.folder)
  }

  /// Takes in the names in the folder that a `list` request asked for, those of folders with a slash at
  /// their end: what is typed goes on as far as is certain.
  ///
  /// - Parameter names: `nil` where there is no such folder, or none that may be read.
  public mutating func complete(from names: [String]?) {
    guard case .prompt(var prompt) = focus else { return }
    let typed = prompt.typedPath
    guard let names else {
      message = .note("there is no folder “\(typed.folder)” to look in")
      return
    }
    guard let completion = NameCompletion(typed, from: names) else {
      message = .note(
        typed.name.isEmpty ? "the folder is empty" : "no name there begins with “\(typed.name)”")
      return
    }
    prompt.line.replaceBefore(with: completion.text)
    prompt.candidates = completion.candidates.map(SafeText.init)
    focus = .prompt(prompt)
  }

  /// Does what the accepted prompt asks.
  mutating func accept(_ prompt: Prompt) -> Request? {
    let path = TypedPath(prompt.text).path
    guard !(prompt.asksForFile ? path : prompt.text).isEmpty else { return nil }
    switch prompt.purpose {
    case .open: return .open(path: path)
    case .save: return save(to: path, replacing: nil)
    case .export: return .export(path: path, replacing: nil)
    case .find:
      message = sentences.current.find(prompt.text)
      return nil
    }
  }
}

import AttentionCore
import Scenes
import Text

/// The whole state of the program. Keys become commands, `update` carries one out, and views read
/// the result; nothing else changes it.
public struct Explorer: Sendable {
  /// The open sentences.
  public private(set) var sentences: OpenSentences
  /// How many sentences could not be opened.
  public private(set) var unopened: Int
  /// Which view is shown.
  public private(set) var view = ViewKind.row
  /// What has the keys.
  public private(set) var focus = Focus.sentence
  /// What happened last, if it is worth a line.
  public private(set) var message: Message?
  /// What can be read off the query as it stands.
  public private(set) var analysis: RowAnalysis
  /// What the heads of the heads view are sorted by.
  private var headOrder = HeadOrder.place
  /// What the pooling view compares attention with.
  public private(set) var poolings = FixedPoolings()
  /// What the view shows beside the analysis.
  public private(set) var picture = Picture.row
  /// The sentence that `analysis` is of; `nil` where it must be read anew.
  private var readFrom: Int?

  /// An explorer of `sentences`, which tells of the `problems` that there were in opening it.
  public init(_ sentences: OpenSentences, problems: [Problem] = []) {
    self.sentences = sentences
    unopened = problems.count
    message = Self.message(about: problems)
    analysis = RowAnalysis(sentences.current)
    readFrom = sentences.index
  }

  /// What a person calls the model, safe to show; `nil` for the bundled one.
  public var modelName: SafeText? { sentence.model.name.map(SafeText.init) }

  /// The sentence that is shown.
  public var sentence: Sentence { sentences.current }

  /// What `key` asks for now; `nil` where it asks for nothing.
  public func command(for key: Key) -> Command? { KeyTable.command(for: key, in: focus) }

  /// Takes in keys in their order, up to one that leaves something to do outside. What can be read
  /// off the sentence is computed once, at the end: nobody sees what stood between.
  ///
  /// - Parameter keys: the keys; those that were taken in are removed.
  /// - Returns: what is left to do outside, or `nil` where all keys were taken in.
  public mutating func press(_ keys: inout ArraySlice<Key>) -> Request? {
    defer { read() }
    while let key = keys.popFirst() {
      if let command = command(for: key), let request = carryOut(command) { return request }
    }
    return nil
  }

  /// Carries out `command`.
  ///
  /// - Returns: what is left to do outside, such as reading a file, or `nil`.
  public mutating func update(_ command: Command) -> Request? {
    defer { read() }
    return carryOut(command)
  }

  /// Carries out commands that leave nothing to do outside, one after the other, as `press` takes in
  /// keys.
  public mutating func update(_ commands: [Command]) {
    defer { read() }
    for command in commands { _ = carryOut(command) }
  }

  private mutating func carryOut(_ command: Command) -> Request? {
    message = nil
    switch command {
    case .quit: return .quit
    case .showHelp: focus = .help(line: 0)
    case .scrollHelp(let lines): scrollHelp(lines)
    case .askToOpen: focus = .prompt(Prompt(purpose: .open, text: ""))
    case .askToSave: focus = .prompt(Prompt(purpose: .save, text: suggestedPath))
    case .askToFind: focus = .prompt(Prompt(purpose: .find, text: ""))
    case .type(let character): editPrompt { if $0.count < longestInput { $0.append(character) } }
    case .erase: editPrompt { _ = $0.popLast() }
    case .eraseAll: editPrompt { $0 = "" }
    case .cancel: focus = .sentence
    case .accept: return accept()
    case .sortHeads: sortHeads()
    case .makeQuery where view == .heads: view = .row
    case .moveHead(let places) where view == .heads:
      read()
      if let head = picture.survey?.head(places, from: sentence.head) {
        sentences.current.show(head: head)
      }
    case .moveRetention(let steps): setPoolings { $0.moveRetention(by: steps) }
    case .changeWindow: setPoolings { $0.changeWindow() }
    case .nextView: view = view.next
    case .showView(let number): view = ViewKind(rawValue: number - 1) ?? view
    case .moveSentence(let places): moveSentence(by: places)
    case .moveSelection, .selectFirst, .selectLast, .selectHeaviest, .nudge, .nudgeAll, .toggleMask,
      .resetScore, .resetAll, .undo, .redo, .moveQuery, .makeQuery, .lowerTemperature,
      .raiseTemperature, .toggleCausal, .moveHead, .moveLayer, .selectBestHead, .changeReach,
      .toggleSpecial, .togglePieces:
      prepare(for: command)
      message = sentences.current.update(command, analysis: analysis)
    }
    return nil
  }

  /// Takes in the files that an `open` request read. What did not open is told; where nothing did,
  /// the open sentences stay.
  public mutating func opened(_ reading: FileReading) {
    let scenes = PreparedScenes(reading, models: sentences.models)
    message = Self.message(about: scenes.problems)
    guard let sentences = OpenSentences(scenes) else { return }
    self.sentences = sentences
    unopened = scenes.problems.count
    forget()
    read()
  }

  /// Takes in how a `save` request went: `nil` where the scene was saved to `path`.
  public mutating func saved(to path: String, failure: SaveError?) {
    switch failure {
    case nil: message = .note("saved to \(path)")
    case .exists: focus = .confirmation(.replace(path: path))
    case let failure?: message = .problem(failure.description)
    }
  }

  private mutating func accept() -> Request? {
    let accepted = focus
    focus = .sentence
    switch accepted {
    case .prompt(let prompt): return accept(prompt)
    case .confirmation(.replace(let path)): return save(to: path, replacing: true)
    case .sentence, .help: return nil
    }
  }

  private mutating func accept(_ prompt: Prompt) -> Request? {
    guard !prompt.text.isEmpty else { return nil }
    switch prompt.purpose {
    case .open: return .open(path: prompt.text)
    case .save: return save(to: prompt.text, replacing: false)
    case .find:
      message = sentences.current.find(prompt.text)
      return nil
    }
  }

  private mutating func save(to path: String, replacing: Bool) -> Request? {
    do {
      return .save(try sentences.current.edited(), path: path, replacing: replacing)
    } catch {
      message = .problem(error.description)
      return nil
    }
  }

  private mutating func scrollHelp(_ lines: Int) {
    guard case .help(let line) = focus else { return }
    focus = .help(line: min(max(0, line + lines), KeyTable.rows.count))
  }

  private mutating func editPrompt(_ edit: (inout String) -> Void) {
    guard case .prompt(var prompt) = focus else { return }
    edit(&prompt.text)
    focus = .prompt(prompt)
  }

  private mutating func moveSentence(by places: Int) {
    guard sentences.count > 1 else {
      message = .note("this is the only sentence; o opens another file")
      return
    }
    sentences.move(by: places)
    forget()
  }

  /// The first time it shows the heads; then it sorts them by one measure after the other.
  private mutating func sortHeads() {
    if view == .heads { headOrder = headOrder.following }
    view = .heads
  }

  /// Sets what attention is compared with, and shows it.
  private mutating func setPoolings(_ set: (inout FixedPoolings) -> Void) {
    set(&poolings)
    view = .pooling
  }

  /// Forgets what was read of another sentence.
  private mutating func forget() {
    readFrom = nil
    picture = .row
  }

  /// Reads all that the screen shows.
  private mutating func read() {
    readQuery()
    let sentence = sentences.current
    picture =
      switch view {
      case .row: .row
      case .matrix: .matrix
      case .effect: .effect
      case .softmax: .softmax(SoftmaxTable(sentence, analysis))
      case .heads:
        .heads(
          HeadSurvey(sentence, analysis: analysis, order: headOrder, earlier: picture.survey))
      case .computation: .computation(Computation(sentence, analysis.attention))
      case .pooling:
        .pooling(
          PoolingComparison(
            sentence, analysis: analysis, poolings: poolings, earlier: picture.pooling))
      case .pair:
        .pair(
          SentencePair(
            sentence, beside: picture.pair?.following ?? sentences.following(),
            earlier: picture.pair))
      }
  }

  private mutating func readQuery() {
    let earlier = readFrom == sentences.index ? analysis : nil
    if earlier?.isCurrent(for: sentences.current) != true {
      analysis = RowAnalysis(sentences.current, earlier: earlier)
      readFrom = sentences.index
    }
  }

  /// Reads what `command` looks at, and no more: of many keys at once the picture is read once.
  private mutating func prepare(for command: Command) {
    switch command.looksAt {
    case .nothing: return
    case .original where readFrom == sentences.index && analysis.isInPlace(for: sentences.current):
      return
    case .original, .analysis: readQuery()
    }
  }

  private var suggestedPath: String {
    let title = (sentence.scene.title ?? sentence.scene.sentence).shown.lowercased()
    let words = title.split { !$0.isLetter && !$0.isNumber }.prefix(5)
    return (words.isEmpty ? "sentence" : words.joined(separator: "-")) + ".json"
  }

  private static func message(about problems: [Problem]) -> Message? {
    guard let first = problems.first else { return nil }
    let others = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
    return .problem("did not open: \(first)\(others)")
  }
}

/// How many characters a prompt takes: as many as the longest path.
private let longestInput = 4096

/// What an update leaves to be done outside of the state.
public enum Request: Sendable {
  /// Leave the program.
  case quit
  /// Read the file at this path, then call `Explorer.opened`.
  case open(path: String)
  /// Write this scene to this path, then call `Explorer.saved`.
  case save(Scene, path: String, replacing: Bool)
}

import AttentionCore
import Canvas
import Scenes
import Text

/// The whole state of the program. Keys become commands, `update` carries one out, and views read
/// the result; nothing else changes it.
public struct Explorer: Sendable {
  /// The open sentences.
  public internal(set) var sentences: OpenSentences
  /// Why others could not be opened.
  public internal(set) var problems: [Problem]
  /// The view that is shown, as it reads the state.
  package internal(set) var view: any View
  /// The views that there are, in the order of their numbers.
  package let views: [any View.Type]
  /// The keys, and what they ask for.
  public let keys: KeyTable
  /// Who has the mouse.
  public private(set) var mouse: Mouse
  /// What stands around the sentence to be read.
  public package(set) var instruments = Instruments.all
  /// What has the keys.
  public internal(set) var focus = Focus.sentence
  /// What is being opened beside the loop, as it is called; `nil` where nothing is.
  public internal(set) var opening: SafeText?
  /// The line of the help page from which its end is seen.
  private var helpEnd = Int.max
  /// What happened last, if it is worth a line.
  public internal(set) var message: Message?
  /// What can be read off the query as it stands.
  public internal(set) var analysis: RowAnalysis
  /// What a weight counts for where weights are shown.
  public internal(set) var counting = Counting.weights
  /// What every weight counts for; `nil` where that is the weight itself.
  public internal(set) var counted: CountedWeights?
  /// What is on its way to where it is; `nil` where nothing is.
  var glide: Glide?
  /// Whether anything may glide.
  private let isAnimated: Bool
  /// Whether a key among those that are taken in is one that is held down.
  private var isHeld = false
  /// The other views as they were left, by their names.
  var left: [String: any View] = [:]
  /// The files that were opened here, as they were then or were last saved, by their full path.
  var files: [String: FileVersion] = [:]

  /// An explorer of `sentences`, which tells of the `problems` that there were in opening it.
  ///
  /// - Parameters:
  ///   - first: the view that is shown first.
  ///   - others: the other views, in the order of their numbers.
  ///   - isAnimated: whether anything may glide.
  package init(
    _ sentences: OpenSentences, problems: [Problem], first: any View.Type,
    others: [any View.Type], isAnimated: Bool, mouse: Mouse = .ofProgram
  ) {
    self.sentences = sentences
    self.isAnimated = isAnimated
    self.mouse = mouse
    self.problems = problems
    message = Message(about: problems) ?? Message(about: sentences.current)
    analysis = RowAnalysis(sentences.current)
    views = [first] + others
    keys = KeyTable(views)
    view = first.read(&self.sentences, analysis, earlier: nil)
    know(sentences.files)
  }

  /// How many sentences could not be opened.
  public var unopened: Int { problems.entries }

  /// The name of the model that the command line or the scene asked for, safe to show; `nil` where
  /// neither did.
  public var modelName: SafeText? {
    sentence.reference.map { _ in SafeText(sentence.model.name) }
  }

  /// Whether `command` can do something to the sentence as it stands.
  public func hasUse(for command: Command) -> Bool {
    switch command {
    case .sentence(let command): hasUse(for: command)
    case .moveSentence, .listSentences: sentences.count > 1
    case .appendNext: analysis.prediction?.kind == .next
    case .takeOffNext: sentence.grown > 0
    case .patch:
      sentence.source.runs
        && (sentence.besideText != nil || sentences.count > 1 || analysis.isEdited)
    default: true
    }
  }

  private func hasUse(for command: SentenceCommand) -> Bool {
    switch command {
    case .moveHead, .moveLayer, .selectBestHead, .changeReach: sentence.source.hasHeads
    case .ablate, .changePatchedPart: sentence.source.runs
    case .resetScore, .resetAll: analysis.isEdited
    case .undo: sentence.canUndo
    case .takeBack: sentence.state.unsaved.offer != nil
    default: true
    }
  }

  /// The sentence that is shown.
  public var sentence: Sentence { sentences.current }

  /// The view that is shown, where it is this one.
  package func shown<Shown: View>(_ view: Shown.Type) -> Shown? { self.view as? Shown }

  /// This view as it is shown or was last; `nil` where it never was.
  package func lastShown<Shown: View>(_ view: Shown.Type) -> Shown? {
    shown(view) ?? left[view.name] as? Shown
  }

  /// What `key` asks for now; `nil` where it asks for nothing.
  public func command(for key: Key) -> Command? {
    if key == .escape, focus == .sentence, opening != nil { return .cancel }
    return keys.command(for: key, in: focus)
  }

  /// Takes in keys in their order, up to one that leaves something to do outside. What can be read
  /// off the sentence is computed once, at the end: nobody sees what stood between.
  ///
  /// - Parameter keys: the keys; those that were taken in are removed.
  /// - Returns: what is left to do outside, or `nil` where all keys were taken in.
  public mutating func press(_ keys: inout ArraySlice<Key>) -> Request? {
    let start = start
    defer { read(from: start) }
    while let key = keys.popFirst() {
      guard let command = command(for: key) else {
        message = .note(focus.note(on: key))
        continue
      }
      if let request = carryOut(command) { return request }
    }
    return nil
  }

  /// Carries out `command`.
  ///
  /// - Returns: what is left to do outside, such as reading a file, or `nil`.
  public mutating func update(_ command: Command) -> Request? {
    let start = start
    defer { read(from: start) }
    return carryOut(command)
  }

  /// Carries out commands that leave nothing to do outside, one after the other, as `press` takes in
  /// keys.
  public mutating func update(_ commands: [Command]) {
    let start = start
    defer { read(from: start) }
    for command in commands { _ = carryOut(command) }
  }

  private mutating func carryOut(_ command: Command) -> Request? {
    message = nil
    if carryOutInView(command) { return nil }
    switch command {
    case .quit: return .quit
    case .toggleMouse: toggleMouse()
    case .switchCounting: switchCounting()
    case .toggleInstruments:
      instruments.toggle()
      message = .note(instruments.note)
    case .showHelp: (focus, helpEnd) = (.help(line: 0), .max)
    case .scrollHelp(let lines): scrollHelp(lines)
    case .askToOpen: ask(.open)
    case .askToSave: ask(.save, suggesting: suggestedName + ".json")
    case .askToExport: ask(.export, suggesting: suggestedName + ".svg")
    case .askToFind: ask(.find)
    case .edit(let edit): editLine { $0.take(edit) }
    case .complete: return complete()
    case .listSentences: listSentences()
    case .moveChoice(let places): choose { $0.move(by: places) }
    case .chooseFirst: choose { $0.move(by: -$0.chosen) }
    case .chooseLast: choose { $0.move(by: $0.count) }
    case .cancel where focus == .sentence: leaveOpening()
    case .cancel: focus = .sentence
    case .accept: return accept()
    case .nextView: show((place + 1) % views.count)
    case .showView(let number): show(number: number)
    case .sortHeads, .listHeads, .switchShares, .moveRetention, .changeWindow: break
    case .readWithNextModel: readWithNextModel()
    case .patch: message = sentences.patch()
    case .appendNext: appendNext()
    case .takeOffNext: takeOffNext()
    case .moveSentence(let places): moveSentence(by: places)
    case .sentence(let command):
      if command.isHeldDown { isHeld = true }
      prepare(for: command)
      message = sentences.current.update(command, analysis: analysis)
    }
    return nil
  }

  /// Tells what happened outside, unless there is something to tell already.
  public mutating func tell(_ note: String) {
    if message == nil { message = .note(note) }
  }

  /// Tells what went wrong outside, whatever there was to tell.
  public mutating func tell(problem: String) { message = .problem(problem) }

  private mutating func toggleMouse() {
    mouse.toggle()
    message = .note(mouse.note)
  }

  private mutating func scrollHelp(_ lines: Int) {
    guard case .help(let line) = focus else { return }
    focus = .help(line: min(max(0, line + lines), helpEnd))
  }

  /// Takes in how far the help page scrolls on the screen where it was drawn.
  ///
  /// - Parameter end: the line from which its end is seen; `nil` where it was not drawn.
  public mutating func scrolls(upTo end: Int?) {
    guard let end else { return }
    helpEnd = end
    scrollHelp(0)
  }

  /// Reads all that the screen shows.
  mutating func read() {
    readQuery()
    count()
    view = type(of: view).read(&sentences, analysis, earlier: view)
  }

  /// What is shown before commands are carried out; `nil` where nothing may glide from there.
  private var start: Glide? { isAnimated ? Glide(from: self) : nil }

  /// Reads all that the screen shows, which glides there from `start` unless a key is held down.
  private mutating func read(from start: Glide?) {
    read()
    if isHeld {
      glide = nil
    } else if let start, !analysis.isSame(as: start.analysis) {
      glide = analysis.hasTokens(of: start.analysis) ? start : nil
    }
    isHeld = false
  }

  mutating func readQuery() {
    guard !analysis.isCurrent(for: sentences.current) else { return }
    analysis = RowAnalysis(sentences.current, earlier: analysis)
  }

  /// Reads what `command` looks at, and no more: of many keys at once the picture is read once.
  private mutating func prepare(for command: SentenceCommand) {
    switch command.looksAt {
    case .nothing: return
    case .original where analysis.isInPlace(for: sentences.current): return
    case .original, .analysis: readQuery()
    }
  }
}

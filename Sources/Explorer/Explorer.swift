import AttentionCore
import Canvas
import Scenes
import Text

/// The whole state of the program. Keys become commands, `update` carries one out, and views read
/// the result; nothing else changes it.
public struct Explorer: Sendable {
  /// The open sentences.
  public private(set) var sentences: OpenSentences
  /// How many sentences could not be opened.
  public private(set) var unopened: Int
  /// The view that is shown, as it reads the state.
  package internal(set) var view: any View
  /// The views that there are, in the order of their numbers.
  package let views: [any View.Type]
  /// The keys, and what they ask for.
  public let keys: KeyTable
  /// Whether the mouse is the program's; else it is the terminal's, to select text with.
  public private(set) var takesMouse: Bool
  /// What has the keys.
  public private(set) var focus = Focus.sentence
  /// What happened last, if it is worth a line.
  public private(set) var message: Message?
  /// What can be read off the query as it stands.
  public internal(set) var analysis: RowAnalysis
  /// What is on its way to where it is; `nil` where nothing is.
  var glide: Glide?
  /// Whether anything may glide.
  private let isAnimated: Bool
  /// Whether a key among those that are taken in is one that is held down.
  private var isHeld = false
  /// The other views as they were left, by their names.
  private var left: [String: any View] = [:]
  /// The files that were opened here, as they were then or were last saved, by their full path.
  private var files: [String: FileVersion] = [:]

  /// An explorer of `sentences`, which tells of the `problems` that there were in opening it.
  ///
  /// - Parameters:
  ///   - first: the view that is shown first.
  ///   - others: the other views, in the order of their numbers.
  ///   - isAnimated: whether anything may glide.
  package init(
    _ sentences: OpenSentences, problems: [Problem], first: any View.Type,
    others: [any View.Type], isAnimated: Bool, takesMouse: Bool = true
  ) {
    self.sentences = sentences
    self.isAnimated = isAnimated
    self.takesMouse = takesMouse
    unopened = problems.entries
    message = Self.message(about: problems) ?? Self.message(about: sentences.current)
    analysis = RowAnalysis(sentences.current)
    views = [first] + others
    keys = KeyTable(views)
    view = first.read(&self.sentences, analysis, earlier: nil)
    know(sentences.files)
  }

  /// The name of the model that the command line or the scene asked for, safe to show; `nil` where
  /// neither did.
  public var modelName: SafeText? {
    sentence.reference.map { _ in SafeText(sentence.model.name) }
  }

  /// Whether `command` can do something to the sentence as it stands.
  public func hasUse(for command: Command) -> Bool {
    switch command {
    case .moveHead, .moveLayer, .selectBestHead, .changeReach: sentence.source.hasHeads
    case .moveSentence: sentences.count > 1
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
  public func command(for key: Key) -> Command? { keys.command(for: key, in: focus) }

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
        if !focus.isPrompt, let note = key.noteOnLayout { message = .note(note) }
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
    if command.isHeldDown { isHeld = true }
    if carryOutInView(command) { return nil }
    switch command {
    case .quit: return .quit
    case .toggleMouse: toggleMouse()
    case .showHelp: focus = .help(line: 0)
    case .scrollHelp(let lines): scrollHelp(lines)
    case .askToOpen: focus = .prompt(Prompt(purpose: .open, text: ""))
    case .askToSave: focus = .prompt(Prompt(purpose: .save, text: suggestedName + ".json"))
    case .askToExport: focus = .prompt(Prompt(purpose: .export, text: suggestedName + ".svg"))
    case .askToFind: focus = .prompt(Prompt(purpose: .find, text: ""))
    case .type(let character): editPrompt { if $0.count < longestInput { $0.append(character) } }
    case .erase: editPrompt { _ = $0.popLast() }
    case .eraseAll: editPrompt { $0 = "" }
    case .cancel: focus = .sentence
    case .accept: return accept()
    case .nextView: show((place + 1) % views.count)
    case .showView(let number): show(number - 1)
    case .sortHeads, .listHeads, .moveRetention, .changeWindow: break
    case .moveSentence(let places): moveSentence(by: places)
    case .moveSelection, .select, .selectFirst, .selectLast, .selectHeaviest, .nudge, .weigh,
      .nudgeAll, .toggleMask,
      .resetScore, .resetAll, .undo, .redo, .takeBack, .moveQuery, .makeQuery, .lowerTemperature,
      .raiseTemperature, .toggleCausal, .moveHead, .moveLayer, .showHead, .selectBestHead,
      .changeReach,
      .toggleSpecial, .togglePieces:
      prepare(for: command)
      message = sentences.current.update(command, analysis: analysis)
    }
    return nil
  }

  /// Takes in the files that an `open` request read. What did not open is told; where nothing did,
  /// the open sentences stay.
  ///
  /// - Returns: whether other sentences are open now.
  @discardableResult
  public mutating func opened(_ reading: FileReading) -> Bool {
    let scenes = PreparedScenes(reading, models: sentences.models)
    message = Self.message(about: scenes.problems)
    guard let sentences = OpenSentences(scenes) else { return false }
    self.sentences = sentences
    unopened = scenes.problems.entries
    message = message ?? Self.message(about: sentences.current)
    know(sentences.files)
    read()
    return true
  }

  /// Takes in text that was pasted: into the prompt, or else as sentences that may be opened.
  ///
  /// - Parameter isCut: whether there was more of it.
  public mutating func paste(_ text: String, isCut: Bool) {
    message = nil
    switch focus {
    case .prompt: editPrompt { $0 += PastedText.line(text).prefix(max(0, longestInput - $0.count)) }
    case .confirmation: break
    case .sentence, .help:
      focus = .sentence
      guard !isCut else {
        message = .problem("what was pasted is larger than 1 MB; o opens it from a file")
        return
      }
      let reading = PastedText.sentences(text)
      if reading.scenes.isEmpty {
        message = Self.message(about: reading.problems)
      } else {
        focus = .confirmation(.openPasted(reading))
      }
    }
  }

  /// Tells what happened outside, unless there is something to tell already.
  public mutating func tell(_ note: String) {
    if message == nil { message = .note(note) }
  }

  /// Opens what was pasted behind the open sentences, which stay as they are.
  private mutating func open(pasted reading: FileReading) {
    let scenes = PreparedScenes(reading, models: sentences.models)
    message = Self.message(about: scenes.problems)
    unopened += scenes.problems.entries
    guard scenes.count > 0 else { return }
    let before = sentences.count
    sentences.append(scenes)
    sentences.move(by: before - sentences.index)
    if message == nil {
      message = .note("pasted behind the sentences that were open; p goes back to them")
    }
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
    message = .note("exported to \(path)")
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

  /// The sentence that is shown, where it is to be found out what was kept of it, for `found`; `nil`
  /// where that was done.
  public var sought: KeptSentence? {
    let unsaved = sentence.state.unsaved
    guard unsaved.earlier == nil else { return nil }
    return KeptSentence(mark: unsaved.mark, place: sentences.index)
  }

  /// Takes in what was kept of the sentence that is shown, the newest first, and tells of it.
  public mutating func found(_ kept: [KeptEdits]) {
    sentences.current.found(kept)
    guard let offer = sentence.state.unsaved.offer else { return }
    message = message.map { $0.after(offer) } ?? offer
  }

  /// What changed of unsaved edits since this was last asked: it is to be kept.
  public mutating func editsChanges() -> [EditsChange] { sentences.editsChanges() }

  private mutating func know(_ versions: [FileVersion]) {
    for version in versions { files[version.path] = version }
  }

  private mutating func accept() -> Request? {
    let accepted = focus
    focus = .sentence
    switch accepted {
    case .prompt(let prompt): return accept(prompt)
    case .confirmation(.replace(let path, let version, _, let written)):
      // What a person agreed to replace is what they know of.
      know([version].compactMap { $0 })
      return switch written {
      case .scene: save(to: path, replacing: version)
      case .picture: .export(path: path, replacing: version)
      }
    case .confirmation(.openPasted(let reading)):
      open(pasted: reading)
      return nil
    case .sentence, .help: return nil
    }
  }

  private mutating func accept(_ prompt: Prompt) -> Request? {
    guard !prompt.text.isEmpty else { return nil }
    switch prompt.purpose {
    case .open: return .open(path: prompt.text)
    case .save: return save(to: prompt.text, replacing: nil)
    case .export: return .export(path: prompt.text, replacing: nil)
    case .find:
      message = sentences.current.find(prompt.text)
      return nil
    }
  }

  private mutating func save(to path: String, replacing: FileVersion?) -> Request? {
    do {
      return .save(try sentences.current.edited(), path: path, replacing: replacing)
    } catch {
      message = .problem(error.description)
      return nil
    }
  }

  private mutating func toggleMouse() {
    takesMouse.toggle()
    message = .note(
      takesMouse
        ? "the mouse is the program's; with Shift it selects text, and Y leaves it to the terminal"
        : "the mouse is the terminal's, and selects text; Y takes it back")
  }

  private mutating func scrollHelp(_ lines: Int) {
    guard case .help(let line) = focus else { return }
    // Longer than the page ever is; where its end is on the screen, the screen stays.
    focus = .help(line: min(max(0, line + lines), 2 * keys.rows.count))
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
    message = sentence.state.unsaved.offer ?? Self.message(about: sentence)
  }

  /// Which of the views is shown, from 0.
  private var place: Int { views.firstIndex { $0 == type(of: view) } ?? 0 }

  /// Shows the view at `place`; there may be none.
  private mutating func show(_ place: Int) {
    guard views.indices.contains(place), views[place] != type(of: view) else { return }
    // Among many keys one before this may have changed what there is to read.
    readQuery()
    left[type(of: view).name] = view
    view = views[place].read(&sentences, analysis, earlier: left[views[place].name])
  }

  /// Lets the view carry out `command` that is shown, or that the command shows.
  ///
  /// - Returns: whether it meant something of its own there.
  private mutating func carryOutInView(_ command: Command) -> Bool {
    let shown = place
    if let opened = views.firstIndex(where: { $0.isShown(by: command) }) { show(opened) }
    // A view goes by what stands on the screen, of which many keys at once see the end alone.
    if view.readsFirst(command) { read() }
    guard
      let outcome = view.carryOut(command, isOpening: place != shown, in: &sentences)
    else { return false }
    if outcome == .leaves { show(0) }
    return true
  }

  /// Reads all that the screen shows.
  private mutating func read() {
    readQuery()
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

  private mutating func readQuery() {
    guard !analysis.isCurrent(for: sentences.current) else { return }
    analysis = RowAnalysis(sentences.current, earlier: analysis)
  }

  /// Reads what `command` looks at, and no more: of many keys at once the picture is read once.
  private mutating func prepare(for command: Command) {
    switch command.looksAt {
    case .nothing: return
    case .original where analysis.isInPlace(for: sentences.current): return
    case .original, .analysis: readQuery()
    }
  }

  private var suggestedName: String {
    let title = (sentence.scene.title ?? sentence.scene.sentence).shown.lowercased()
    let words = title.split { !$0.isLetter && !$0.isNumber }.prefix(5)
    return words.isEmpty ? "sentence" : words.joined(separator: "-")
  }

  private static func message(about sentence: Sentence) -> Message? {
    let notices = sentence.notices
    return notices.isEmpty ? nil : .note(notices.joined(separator: "; "))
  }

  private static func message(about problems: [Problem]) -> Message? {
    guard let first = problems.first else { return nil }
    let count = problems.entries
    let others = count > 1 ? " (and \(count - 1) more)" : ""
    return .problem("did not open: \(first)\(others)")
  }
}

/// How many characters a prompt takes: as many as the longest path.
private let longestInput = 4096

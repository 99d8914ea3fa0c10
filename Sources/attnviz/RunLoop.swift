import Canvas
import Explorer
import Glibc
import Export
import Screen
import Views
import Scenes
import Terminal

/// Key → command → explorer → canvas → terminal, until the end. It sleeps unless something glides.
@MainActor
struct RunLoop: InputTaker {
  var explorer: Explorer
  /// Where unsaved edits are kept as they are made.
  let kept: EditsFolder
  let terminal: Terminal
  let glyphs: Glyphs
  var pointer = PointerReader()
  var pointedAt: Explorer? { explorer }
  /// What the person asked to open, while it is read.
  private var opening: OpeningBeside?

  /// A loop that shows `explorer` on `terminal`.
  init(explorer: Explorer, kept: EditsFolder, terminal: Terminal, glyphs: Glyphs) {
    self.explorer = explorer
    self.kept = kept
    self.terminal = terminal
    self.glyphs = glyphs
  }

  /// Runs until the person quits.
  ///
  /// - Parameter early: what the person did before.
  /// - Returns: the signal that ended it, if one did.
  mutating func run(_ early: [InputPart]) -> Int32? {
    defer { keep() }
    keep()
    guard takeIn(early, on: Canvas(terminal.size, glyphs: glyphs)) else { return nil }
    var last = ContinuousClock.now
    var job: Job<any Sendable>?
    while true {
      takeInOpened()
      if job == nil, let work = explorer.work { job = Job { work.done() } }
      // Before they are shown, so that no edit that a person has seen is lost.
      keep()
      let canvas = Screen.draw(explorer.gliding, size: terminal.size, glyphs: glyphs)
      terminal.takesMouse = explorer.mouse == .ofProgram
      terminal.draw(canvas)
      // All keys that have come are taken in before the next picture, so that a held-down arrow
      // never runs ahead of the screen.
      let events = terminal.wait(
        atMost: explorer.rest, for: job?.descriptor, opening?.descriptor)
      explorer.pass((ContinuousClock.now - last) / .seconds(1))
      if let found = job?.result {
        explorer.take(found)
        job = nil
      }
      if let signal = events.end { return signal }
      if !takeIn(events.parts, on: canvas) { return nil }
      // The time that a key takes is no part of what it sets going.
      last = .now
    }
  }

  private mutating func keep() {
    let wasWell = kept.problem == nil
    for change in explorer.editsChanges() { kept.keep(change) }
    // Once, while there is still time to save elsewhere.
    if wasWell, let problem = kept.problem { explorer.tell(problem: problem) }
    if let sentence = explorer.sought { explorer.found(kept.find(sentence)) }
  }

  mutating func see(_ canvas: Canvas) { explorer.scrolls(upTo: canvas.scrollEnd) }

  mutating func press(_ keys: [Key]) -> Bool {
    guard Screen.hasRoom(in: terminal.size) else {
      // Nothing can be shown, so nothing is done but to leave.
      return !keys.contains { explorer.keys.command(for: $0, in: .sentence) == .quit }
    }
    var keys = keys[...]
    while let request = explorer.press(&keys) {
      if case .quit = request { return false }
      carryOut(request)
    }
    return true
  }

  mutating func paste(_ paste: Paste) { explorer.paste(paste.text, isCut: paste.isCut) }

  mutating func point(_ commands: [Command]) { explorer.update(commands) }

  private mutating func carryOut(_ request: Request) {
    switch request {
    case .quit: break
    case .open(let path):
      open(path, .instead) { [path = expanded(path)] in
        SentenceFile.read(path: path, mayWait: false)
      }
    case .openPasted(let reading): open("what was pasted", .behind) { reading }
    case .list(let folder):
      explorer.complete(from: names(inFolder: folder.isEmpty ? "." : expanded(folder)))
    case .save(let scene, let path, let replacing):
      do {
        let version = try SentenceFile.write(scene, to: expanded(path), replacing: replacing)
        explorer.saved(to: path, as: version)
      } catch {
        explorer.notWritten(.scene, to: path, error)
      }
    case .export(let path, let replacing):
      do throws(SaveError) {
        explorer.exported(to: path, as: try export(to: path, replacing: replacing))
      } catch {
        explorer.notWritten(.picture, to: path, error)
      }
    }
  }

  private mutating func open(
    _ name: String, _ place: OpeningBeside.Place, read: @escaping @Sendable () -> FileReading
  ) {
    explorer.opens(name)
    opening = OpeningBeside(place, models: explorer.models, read: read)
    takeInOpened()
  }

  /// Shows what was opened beside the loop, unless the person left it or is at something else.
  private mutating func takeInOpened() {
    guard let opening else { return }
    guard explorer.opening != nil else { return self.opening = nil }
    guard let scenes = opening.scenes, explorer.takesOpened else { return }
    self.opening = nil
    switch opening.place {
    case .instead:
      // The sentences that go may be among those that come.
      keep()
      if explorer.opened(scenes) { kept.letGo() }
    case .behind: explorer.append(scenes)
    }
  }

  private func export(
    to path: String, replacing: FileVersion?
  ) throws(SaveError) -> FileVersion? {
    guard let format = PictureFormat(path: path) else {
      throw .failed(
        path: path, reason: "does not say what picture; end its name in .svg, .html, .ansi or .txt")
    }
    let canvas = Screen.draw(explorer, size: terminal.size, glyphs: glyphs)
    return try writeFile(
      Array(format.picture(of: canvas, terminal.theme).utf8), to: expanded(path),
      replacing: replacing)
  }

  /// A path as a shell would take it: `~/` is the home folder.
  private func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(lossless: home) + path.dropFirst()
  }
}

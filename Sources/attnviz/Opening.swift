import Canvas
import Glibc
import Screen
import Terminal

/// How long what opens or fails quickly is waited for, so that no other picture flashes up before it,
/// in seconds.
let openingPatience = 0.02

/// What was opened beside the terminal, and that terminal.
struct Opening<Opened: Sendable> {
  /// What was opened.
  let opened: Opened
  let terminal: Terminal
  /// What the person did meanwhile, which is for what was opened.
  let early: [InputPart]

  /// Opens the terminal, and beside it what `open` opens; until that is there the screen says so, and
  /// the person may leave.
  ///
  /// - Parameters:
  ///   - screen: what the screen says meanwhile.
  ///   - open: opens it, on another thread.
  /// - Throws: what `open` throws, or `Failure` where the terminal can't be used.
  @MainActor
  init(
    _ screen: OpeningScreen, _ drawing: DrawingOptions,
    open: @escaping @Sendable () throws -> Opened
  ) throws {
    Terminal.prepare()
    let glyphs = drawing.glyphs
    let job = Job { Result(catching: open) }
    if case .failure(let failure) = job.wait(atMost: openingPatience) { throw failure }
    do {
      terminal = try drawing.openTerminal()
    } catch {
      // What is wrong with what was to open goes before.
      _ = try job.wait()?.get()
      throw error
    }
    var early: [InputPart] = []
    while true {
      if let result = job.result {
        do {
          (opened, self.early) = (try result.get(), early)
          return
        } catch {
          terminal.close()
          throw error
        }
      }
      terminal.draw(screen.draw(size: terminal.size, glyphs: glyphs))
      let events = terminal.wait(for: job.descriptor)
      early += events.parts
      guard events.end != nil || early.contains(where: \.hasQuit) else { continue }
      terminal.close()
      if let note = drawing.note(on: terminal) { tell(note) }
      if let signal = events.end { end(by: signal) }
      // What is under way is left where it is.
      _exit(0)
    }
  }
}

extension InputPart {
  /// Whether it has the key that quits, where nothing else is there to take it.
  fileprivate var hasQuit: Bool {
    if case .keys(let keys) = self { keys.contains(.character("q")) } else { false }
  }
}

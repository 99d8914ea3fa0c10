import Canvas
import Explorer
import Glibc
import Export
import Screen
import Views
import Scenes
import Terminal

/// Key → command → explorer → canvas → terminal, until the end. Between keys it sleeps.
@MainActor
struct RunLoop {
  var explorer: Explorer
  let terminal: Terminal
  let glyphs: Glyphs

  /// Runs until the person quits.
  ///
  /// - Returns: the signal that ended it, if one did.
  mutating func run() -> Int32? {
    while true {
      terminal.draw(Screen.draw(explorer, size: terminal.size, glyphs: glyphs))
      // All keys that have come are taken in before the next picture, so that a held-down arrow
      // never runs ahead of the screen.
      let events = terminal.wait()
      if let signal = events.end { return signal }
      if !takeIn(events.keys) { return nil }
    }
  }

  /// - Returns: whether the program goes on.
  private mutating func takeIn(_ keys: [Key]) -> Bool {
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

  private mutating func carryOut(_ request: Request) {
    switch request {
    case .quit: break
    case .open(let path):
      explorer.opened(SentenceFile.read(path: expanded(path), mayWait: false))
    case .save(let scene, let path, let replacing):
      do {
        try SentenceFile.write(scene, to: expanded(path), replacing: replacing)
        explorer.saved(to: path, failure: nil)
      } catch {
        explorer.saved(to: path, failure: error)
      }
    case .export(let path, let replacing):
      do throws(SaveError) {
        try export(to: path, replacing: replacing)
        explorer.exported(to: path, failure: nil)
      } catch {
        explorer.exported(to: path, failure: error)
      }
    }
  }

  private func export(to path: String, replacing: Bool) throws(SaveError) {
    guard let format = PictureFormat(path: path) else {
      throw .failed(
        path: path, reason: "does not say what picture; end its name in .svg, .html, .ansi or .txt")
    }
    let canvas = Screen.draw(explorer, size: terminal.size, glyphs: glyphs)
    try writeFile(
      Array(format.picture(of: canvas, terminal.theme).utf8), to: expanded(path),
      replacing: replacing)
  }

  /// A path as a shell would take it: `~/` is the home folder.
  private func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }
}

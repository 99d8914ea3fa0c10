import Foundation
import Testing

/// Terminals by their names: those that this system has descriptions of, and those that it lacks.
struct EveryTerminalTests {
  private static let folders = ["/usr/share/terminfo", "/lib/terminfo", "/etc/terminfo"]
  private static let model =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Models/Fixtures/tiny-relu").path

  /// One name of each description that is not just like another.
  private static func names() -> [String] {
    var names: [Data: String] = [:]
    for folder in folders {
      let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      for path in paths {
        guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(path)"),
          bytes.count > 12
        else { continue }
        // The names stand behind the header, whose third and fourth byte say how long they are.
        let description = bytes.dropFirst(12 + Int(bytes[2]) + Int(bytes[3]) << 8)
        names[description] = (path as NSString).lastPathComponent
      }
    }
    return names.values.sorted()
  }

  @Test func eachIsDrawnOnOrRefused() throws {
    let names = Self.names()
    try #require(names.count > 1000, "Debian's package ncurses-term is not installed")
    let failures = Failures()
    DispatchQueue.concurrentPerform(iterations: names.count) { place in
      do {
        let terminal = try PseudoTerminal()
        try terminal.start(
          "--model", Self.model, "--sentence", "Bank banks .", terminal: names[place])
        if try terminal.read(until: "quit") { return }
        let status = try terminal.status()
        if status != 69 { failures.add("\(names[place]) ended with \(status)") }
        // One that can move its cursor is to be drawn on.
        let move = try Program.run(
          "tput", ["-T", names[place], "cup", "1", "1"], home: TemporaryFolder())
        if !move.output.isEmpty { failures.add("\(names[place]) was refused") }
      } catch {
        failures.add("\(names[place]): \(error)")
      }
    }
    #expect(failures.all == [])
  }

  /// What went wrong on several threads.
  private final class Failures: @unchecked Sendable {
    private let lock = NSLock()
    private var told: [String] = []
    func add(_ failure: String) { lock.withLock { told.append(failure) } }
    var all: [String] { lock.withLock { told.sorted() } }
  }

  /// No system has a description of these.
  @Test(arguments: ["xterm", "kitty", "ghostty", "alacritty", "foot", "wezterm"])
  func whatIsLikeXtermIsDrawnOnAsThat(family: String) throws {
    let name = "\(family)-of-tomorrow"
    let terminal = try PseudoTerminal(columns: 120)
    try terminal.start(terminal: name)
    let sentence =
      "the terminal “\(name)” is not known here (TERM); it is drawn on as xterm-256color"
    try terminal.read(until: sentence)
    terminal.type("q")
    #expect(try terminal.status() == 0)
    #expect(terminal.drawn.contains("attnviz: \(sentence)\r\n"))
    let lesson = try PseudoTerminal(columns: 120)
    try lesson.start("lesson", terminal: name)
    try lesson.read(until: "it is drawn on as xterm-256color")
    let other = try PseudoTerminal()
    try other.start(terminal: "x" + name)
    #expect(try other.status() == 69)
  }

  @Test func absurdSizesAreNotTakenForReal() throws {
    for size in ["99999999", "-1", "0", "1", "x"] {
      let terminal = try PseudoTerminal()
      try terminal.start(variables: ["LINES": size, "COLUMNS": size])
      try terminal.read(until: "bank, the money kind")
      terminal.type("q")
      #expect(try terminal.status() == 0)
    }
    let huge = try PseudoTerminal(rows: .max, columns: .max)
    try huge.start()
    try huge.read(until: "bank, the money kind")
    huge.type("q")
    #expect(try huge.status() == 0)
  }
}

import Foundation
import Testing

/// Every way out leaves the terminal as it was, and tells the shell the truth.
struct LeavingTests {
  private static let crashes = [SIGSEGV, SIGILL, SIGABRT, SIGTRAP, SIGBUS, SIGFPE]

  @Test(arguments: [("q", 0), ("C-c", 128 + SIGINT), ("C-\\", 128 + SIGQUIT)])
  func aKeyEndsIt(key: String, status: Int32) throws {
    try leave(expecting: status) { terminal in try terminal.press(key) }
  }

  @Test(arguments: ["?", "/", "o", "s", "2"])
  func ctrlCEndsItFromEverywhere(key: String) throws {
    try leave(expecting: 128 + SIGINT) { terminal in
      let before = try terminal.screenshot()
      try terminal.press(key)
      try terminal.wait(for: "another screen") { $0 != before }
      try terminal.press("C-c")
    }
  }

  @Test(arguments: [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE, SIGXCPU, SIGXFSZ,
    SIGVTALRM, SIGPROF, SIGPWR, SIGIO, SIGSYS,
  ])
  func aSignalEndsIt(signal: Int32) throws {
    try leave(expecting: 128 + signal) { terminal in kill(try terminal.foreground(), signal) }
  }

  /// Nothing waits for a key, as Swift's backtracer does on a terminal.
  @Test(arguments: crashes)
  func aCrashLeavesAUsableShell(signal: Int32) throws {
    try leave(expecting: 128 + signal) { terminal in kill(try terminal.foreground(), signal) }
  }

  @Test func aBacktraceThatIsAskedForComesBehindTheScreen() throws {
    let terminal = try PseudoTerminal()
    try terminal.start(variables: ["SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no"])
    try terminal.read(until: "quit")
    terminal.send(SIGSEGV)
    #expect(try terminal.status() == 128 + SIGSEGV)
    let parts = terminal.drawn.components(separatedBy: "\u{1B}[?1049l")
    #expect(parts.count == 2 && parts[1].contains("Program crashed"))
  }

  /// What the program writes is not read, so that it waits for ever in the middle of a picture.
  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func aSignalEndsItThoughTheTerminalTakesNothing(signal: Int32) throws {
    let terminal = try PseudoTerminal()
    let modes = terminal.modes()
    try terminal.start()
    try terminal.read(until: "quit")
    let deadline = ContinuousClock.now + .seconds(20)
    while !terminal.isFull() {
      try #require(ContinuousClock.now < deadline, "the terminal takes everything")
      terminal.type("v")
      usleep(5_000)
    }
    let start = ContinuousClock.now
    terminal.send(signal)
    #expect(try terminal.status(reading: false) == 128 + signal)
    // A second, and what a machine with other work to do takes on top.
    #expect(ContinuousClock.now - start < .seconds(3))
    #expect(terminal.modes() == modes)
    #expect(terminal.drawn.contains("\u{1B}[?1049l"))
    #expect(terminal.drawn.contains("\u{1B}[?2004l"))
  }

  /// Pastes are marked, and the mouse is taken, only while it has the terminal.
  @Test(arguments: [nil, SIGTERM, SIGSEGV])
  func whatWasAskedOfTheTerminalIsTakenBack(signal: Int32?) throws {
    let terminal = try PseudoTerminal()
    try terminal.start()
    try terminal.read(until: "quit")
    let modes = ["2004", "1002", "1006"].map { (on: "\u{1B}[?\($0)h", off: "\u{1B}[?\($0)l") }
    for mode in modes {
      #expect(terminal.drawn.contains(mode.on))
      #expect(!terminal.drawn.contains(mode.off))
    }
    if let signal { terminal.send(signal) } else { terminal.type("q") }
    _ = try terminal.status()
    for mode in modes {
      #expect(terminal.drawn.contains(mode.off))
      #expect(terminal.drawn.components(separatedBy: mode.on).count == 2)
    }
  }

  /// Starts the program, ends it by `way`, and looks at what it leaves.
  private func leave(
    _ command: String = "attnviz", expecting status: Int32,
    by way: (TerminalSession) throws -> Void
  ) throws {
    let terminal = try TerminalSession()
    let modes = try terminal.modes()
    try terminal.run("echo before")
    try terminal.start(command)
    #expect(try terminal.fact("alternate_on") == "1")
    #expect(try terminal.modes() != modes)
    try way(terminal)
    #expect(try terminal.status() == "\(status)")
    #expect(try terminal.modes() == modes)
    #expect(try terminal.fact("alternate_on") == "0")
    #expect(try terminal.fact("cursor_flag") == "1")
    #expect(try terminal.fact("keypad_flag") == "0")
    let screen = try terminal.screenshot()
    #expect(screen.shows("before"))
    #expect(screen.shows("echo status=$?"), "what is typed is not echoed")
    #expect(!screen.shows("Σα"))
  }

  @Test func aStopGivesTheTerminalBackUntilItGoesOn() throws {
    let terminal = try TerminalSession()
    let modes = try terminal.modes()
    let before = try terminal.start()
    let program = try terminal.foreground()
    for key in ["Right", "Right"] {
      let selected = try terminal.screenshot().selected
      try terminal.press("C-z")
      try terminal.poll("the shell's prompt") { try terminal.isAtPrompt() }
      #expect(try terminal.modes() == modes)
      #expect(try terminal.fact("alternate_on") == "0")
      #expect(try terminal.fact("cursor_flag") == "1")
      try terminal.run("echo usa''ble")
      try terminal.wait(for: "usable")
      try terminal.run("fg")
      try terminal.wait(for: "the screen as it was") { $0.selected == selected && $0.shows("Σα") }
      #expect(try terminal.foreground() == program)
      try terminal.press(key)
      try terminal.wait(for: "the next token selected") {
        $0.selected == (selected == "bank" ? "to" : "deposit")
      }
    }
    try terminal.press("Left", "Left")
    try terminal.wait(for: "the screen of the start") { $0 == before }
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    #expect(try terminal.modes() == modes)
  }

  @Test func aSizeChangedDuringAStopIsSeen() throws {
    let fresh = try TerminalSession(columns: 100, rows: 30).start()
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.press("C-z")
    try terminal.poll("the shell's prompt") { try terminal.isAtPrompt() }
    try terminal.resize(columns: 100, rows: 30)
    try terminal.run("fg")
    try terminal.wait(for: "what a start at 100 × 30 shows:\n\(fresh)\n") { $0 == fresh }
    try terminal.press("Right")
    try terminal.wait(for: "the next token selected") { $0.selected == "to" }
  }

  @Test func aStopBySignalGivesTheTerminalBackToo() throws {
    let terminal = try TerminalSession()
    let modes = try terminal.modes()
    let before = try terminal.start()
    kill(try terminal.foreground(), SIGTSTP)
    try terminal.poll("the shell's prompt") { try terminal.isAtPrompt() }
    #expect(try terminal.modes() == modes)
    try terminal.run("fg")
    try terminal.wait(for: "the screen as it was") { $0 == before }
  }

  @Test(arguments: ["", "trap '' HUP"])
  func itEndsWithItsTerminal(first command: String) throws {
    let terminal = try TerminalSession()
    try terminal.run(command)
    try terminal.start()
    let program = try terminal.foreground()
    terminal.close()
    try terminal.poll("the end of attnviz") { try ProcessState(of: program).isEnded }
  }

  @Test func itEndsWithItsTerminalWhileStopped() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    let program = try terminal.foreground()
    try terminal.press("C-z")
    try terminal.poll("the shell's prompt") { try terminal.isAtPrompt() }
    terminal.close()
    try terminal.poll("the end of attnviz") { try ProcessState(of: program).isEnded }
  }

  @Test func itTakesNoTimeWhileItRests() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.press("Right", "Up")
    try terminal.wait(for: "deposit's neighbour moved") { $0.selected == "to" && $0.shows("+0.") }
    try terminal.press("m")
    try terminal.wait(for: "a mask that has glided to its end") { $0.weights[5] == 0 }
    let program = try terminal.foreground()
    #expect(try terminal.rest(of: program))
  }
}

import Foundation
import Testing

/// A shell in a real terminal, which is a tmux server of its own. Nothing ever sleeps for a fixed
/// time: what is expected is polled for until it is there, or the deadline has passed.
final class TerminalSession {
  let home: TemporaryFolder
  private let socket: String
  private var isOpen = true

  /// Opens a terminal with a shell at its prompt.
  ///
  /// - Parameter home: the home folder; `nil` makes a new one.
  init(
    columns: Int = 80, rows: Int = 24, terminal: String = "screen-256color",
    home: TemporaryFolder? = nil
  ) throws {
    self.home = try home ?? TemporaryFolder()
    let home = self.home
    socket = "attnviz-test-\(getpid())-\(UUID().uuidString.prefix(13))"
    // sh, since bash would mend what a program that crashed left of the terminal's modes.
    let variables =
      Program.environment(home: home).map { "\($0)='\($1)'" } + ["TERM=\(terminal)", "PS1='$ '"]
    try tmux(
      "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c", home.path,
      "exec env -i \(variables.joined(separator: " ")) sh -i")
    try wait(for: "a prompt") { $0.lines.first == "$" }
  }

  deinit { close() }

  /// Takes the terminal away, as closing its window does.
  func close() {
    guard isOpen else { return }
    isOpen = false
    _ = try? tmux("kill-server")
  }

  /// Sends keys by the names that tmux has for them, all at once.
  func press(_ keys: String...) throws { try press(keys) }

  /// The same for a list of keys.
  func press(_ keys: [String]) throws { try tmux(["send-keys"] + keys) }

  /// Types text, letter by letter.
  func type(_ text: String) throws { try tmux("send-keys", "-l", "--", text) }

  /// Types a command line into the shell.
  func run(_ command: String) throws {
    try type(command)
    try press("Enter")
  }

  /// Starts attnviz and waits until it shows its screen.
  @discardableResult
  func start(
    _ command: String = "attnviz", sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Screenshot {
    try run(command)
    return try wait(for: "the screen of \(command)", sourceLocation) {
      $0.shows("? help") && !$0.weights.isEmpty
    }
  }

  /// What is on the screen now.
  func screenshot() throws -> Screenshot { Screenshot(try tmux("capture-pane", "-p")) }

  /// The same with the escape sequences that its colours and attributes are made of.
  func styledScreen() throws -> String { try tmux("capture-pane", "-p", "-e") }

  /// Something that tmux knows of the terminal, such as `alternate_on`.
  func fact(_ name: String) throws -> String {
    String(try tmux("display-message", "-p", "#{\(name)}").dropLast())
  }

  /// Changes the size of the window.
  func resize(columns: Int, rows: Int) throws {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// Copies every byte that the terminal gets from now on to a file of the home folder.
  func record(to name: String) throws {
    try tmux("pipe-pane", "exec cat > '\(home.path)/\(name)'")
    try poll("recording") { home.read(name) != nil }
  }

  /// The process that has the terminal: the program that runs, or the shell at its prompt.
  func foreground() throws -> pid_t {
    let stat = try String(contentsOfFile: "/proc/\(try shell())/stat", encoding: .utf8)
    let fields = stat.components(separatedBy: ") ").last?.split(separator: " ") ?? []
    return try #require(fields.count > 5 ? pid_t(fields[5]) : nil)
  }

  /// Whether the shell is at its prompt.
  func isAtPrompt() throws -> Bool { try foreground() == shell() }

  /// Waits for the shell's prompt and asks it for the exit status of what ran.
  func status(_ sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    try poll("the shell's prompt", sourceLocation) { try isAtPrompt() }
    try run("echo status=$?")
    let screen = try wait(for: "an exit status", sourceLocation) { $0.text.hasMatch(#"status=\d"#) }
    return try #require(screen.text.matches(#"(?<=status=)\d+"#).last)
  }

  /// The modes of the terminal, as `stty -g` writes them.
  func modes() throws -> String {
    try Program.run("stty", ["-g", "-F", try fact("pane_tty")], home: home).output
  }

  /// Waits until the screen holds `text`.
  @discardableResult
  func wait(
    for text: String, _ sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Screenshot {
    try wait(for: "“\(text)”", sourceLocation) { $0.shows(text) }
  }

  /// Waits until the screen is as `isExpected` wants it, and whole: what is being drawn is not
  /// drawn yet.
  @discardableResult
  func wait(
    for expected: String, _ sourceLocation: SourceLocation = #_sourceLocation,
    where isExpected: (Screenshot) throws -> Bool
  ) throws -> Screenshot {
    var screen = try screenshot()
    try poll(expected, sourceLocation) {
      let former = screen
      screen = try screenshot()
      return try screen == former && isExpected(screen)
    }
    return screen
  }

  /// Waits until `condition` holds.
  func poll(
    _ expected: String, _ sourceLocation: SourceLocation = #_sourceLocation,
    until condition: () throws -> Bool
  ) throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while try !condition() {
      guard ContinuousClock.now < deadline else {
        let screen = (try? screenshot().text) ?? "(the terminal is gone)"
        throw TimeOut(expected: expected, screen: screen, place: "\(sourceLocation)")
      }
      usleep(20_000)
    }
  }

  /// What was expected and what is there instead.
  struct TimeOut: Error, CustomStringConvertible {
    let expected, screen, place: String
    var description: String { "\(place): waited in vain for \(expected); the screen:\n\(screen)" }
  }

  /// Why tmux did not do what it was asked.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  private func shell() throws -> pid_t { try #require(pid_t(fact("pane_pid"))) }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String { try tmux(arguments) }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let outcome = try Program.run(
      "tmux", ["-L", socket, "-f", "/dev/null"] + arguments, home: home)
    guard outcome.status == 0 else { throw Refusal(description: "tmux: \(outcome.errors)") }
    return outcome.output
  }
}

import Glibc

/// A terminal that this program is the other end of.
final class PseudoTerminal {
  private let own: CInt
  private let other: CInt

  init?(rows: UInt16, columns: UInt16) {
    var ends: (own: CInt, other: CInt) = (-1, -1)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.own, &ends.other, nil, nil, &size) == 0 else { return nil }
    (own, other) = ends
  }

  deinit {
    close(own)
    close(other)
  }

  /// Starts a program with this terminal as its standard input, output and error.
  func spawn(_ program: String, _ arguments: [String]) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_adddup2(&actions, other, descriptor)
    }
    let copy = { (text: String) -> UnsafeMutablePointer<CChar>? in strdup(text) }
    var words = ([program] + arguments).map(copy) + [nil]
    var settings = ["TERM=xterm-256color", "LANG=C.UTF-8"].map(copy) + [nil]
    defer { for text in words + settings { free(text) } }
    var process: pid_t = 0
    return posix_spawn(&process, program, &actions, nil, &words, &settings) == 0 ? process : nil
  }

  /// Presses keys.
  func type(_ text: String) { _ = text.withCString { write(own, $0, strlen($0)) } }

  /// Reads what is drawn until `text` is among it; `false` where nothing comes for 10 seconds.
  func read(until text: String) -> Bool {
    var drawn: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 65536)
    var waiting = pollfd(fd: own, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 10_000) > 0 {
      let count = Glibc.read(own, &bytes, bytes.count)
      guard count > 0 else { break }
      drawn += bytes.prefix(count)
      if String(decoding: drawn, as: UTF8.self).contains(text) { return true }
    }
    return false
  }

  /// How long it takes from a key to the last byte that is drawn before nothing comes for `quiet`
  /// seconds; `nil` where nothing comes for 10 seconds, or nothing is typed.
  func secondsToAnswer(toTyping text: String, quiet: Double) -> Double? {
    let clock = ContinuousClock()
    let start = clock.now
    type(text)
    var bytes = [UInt8](repeating: 0, count: 65536)
    var waiting = pollfd(fd: own, events: Int16(POLLIN), revents: 0)
    var last: Duration?
    while poll(&waiting, 1, last == nil && !text.isEmpty ? 10_000 : CInt(quiet * 1000)) > 0 {
      guard Glibc.read(own, &bytes, bytes.count) > 0 else { break }
      last = clock.now - start
    }
    return text.isEmpty ? nil : last?.seconds
  }
}

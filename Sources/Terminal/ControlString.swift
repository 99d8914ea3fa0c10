import Glibc

/// What is sent to a terminal that ncurses knows nothing of.
enum ControlString {
  /// DECSET 2004 of xterm.
  static let markPastes = "\u{1B}[?2004h"
  static let unmarkPastes = "\u{1B}[?2004l"

  /// DECSET 1002 and 1006 of xterm: buttons, and movement while one is down, in decimal numbers.
  static let point = "\u{1B}[?1002h\u{1B}[?1006h"
  static let unpoint = "\u{1B}[?1002l\u{1B}[?1006l"

  /// OSC 11, which not every terminal knows, and DA1, which every one answers.
  static let askForBackground = "\u{1B}]11;?\u{1B}\\\u{1B}[c"

  /// Sends one of these.
  static func send(_ sequence: String) {
    _ = sequence.withCString { write(STDOUT_FILENO, $0, strlen($0)) }
  }
}

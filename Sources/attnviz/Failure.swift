import Glibc
import Scenes
import Text

/// Why the program ends without having done what was asked.
struct Failure: Error {
  /// The exit statuses, as README documents them (after sysexits.h).
  enum Status: Int32 {
    case badUsage = 64
    case badContent = 65
    case unreadable = 66
    case noTerminal = 69
    case unwritable = 74
  }

  let status: Status
  /// Sentences for a person, one a line.
  let messages: [String]

  init(_ status: Status, _ messages: String...) {
    self.status = status
    self.messages = messages
  }

  init(_ status: Status, messages: [String]) {
    self.status = status
    self.messages = messages
  }
}

/// Writes one message to standard error.
func tell(_ message: String) {
  // Each line is made safe, whatever names from outside stand in it.
  let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    .map { SafeText(String($0)).shown }
  let line = Array("attnviz: \(lines.joined(separator: "\n"))\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
}

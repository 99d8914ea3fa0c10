import Glibc
import Terminal

extension Terminal {
  /// Opens the terminal as a person wants it: without colours where `noColor` or NO_COLOR says so.
  ///
  /// - Throws: `Failure` where the terminal can't be used.
  static func opened(noColor: Bool) throws -> Terminal {
    let hasColor = !noColor && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
    do {
      return try Terminal(hasColor: hasColor)
    } catch {
      throw Failure(.noTerminal, error.description)
    }
  }
}

/// Ends the program by `signal`, so that the shell sees what ended it.
func end(by signal: Int32) -> Never {
  raise(signal)
  // Reached where the signal is blocked.
  exit(128 + signal)
}

import ChildPrograms
import Glibc

/// The program beside this one in a terminal that this one is the other end of, its first frame drawn.
struct RunningProgram {
  private let terminal: TerminalEnds
  private let child: ChildProcess

  /// Starts it and waits for its first frame; `nil` where that can't be done.
  init?(_ arguments: [String], rows: UInt16 = 24, columns: UInt16 = 80) {
    guard let terminal = try? TerminalEnds(rows: rows, columns: columns),
      let child = try? ChildProcess(
        Self.path, arguments, variables: ["TERM=xterm-256color", "LANG=C.UTF-8"],
        descriptors: [terminal.path])
    else { return nil }
    (self.terminal, self.child) = (terminal, child)
    // The footer is drawn last.
    guard read(until: "quit") else { return nil }
  }

  private static let path = {
    let own = realpath("/proc/self/exe", nil)
    defer { free(own) }
    let path = own.map { String(cString: $0) } ?? ""
    return (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + "attnviz"
  }()

  /// The memory that it holds.
  var residentMegabytes: Double {
    // The second number is the resident pages (proc(5)).
    guard let file = fopen("/proc/\(child.process)/statm", "r") else { return 0 }
    defer { fclose(file) }
    var text = [UInt8](repeating: 0, count: 256)
    let length = fread(&text, 1, text.count, file)
    let numbers = String(decoding: text.prefix(length), as: UTF8.self).split(separator: " ")
    guard numbers.count > 1, let pages = Double(numbers[1]) else { return 0 }
    return pages * Double(sysconf(CInt(_SC_PAGESIZE))) / 1e6
  }

  /// Presses keys.
  func type(_ text: String) { terminal.type(Array(text.utf8)[...]) }

  /// Reads what is drawn until `text` is among it; `false` where nothing comes for 10 seconds.
  func read(until text: String) -> Bool {
    var drawn: [UInt8] = []
    while !String(decoding: drawn, as: UTF8.self).contains(text) {
      let bytes = terminal.read(atMost: 10_000)
      if bytes.isEmpty { return false }
      drawn += bytes
    }
    return true
  }

  /// How long it takes from a key to the last byte that is drawn before nothing comes for `quiet`
  /// seconds; `nil` where nothing comes for 10 seconds, or nothing is typed.
  func secondsToAnswer(toTyping text: String, quiet: Double) -> Double? {
    let clock = ContinuousClock()
    let start = clock.now
    type(text)
    var last: Duration?
    while !terminal.read(atMost: last == nil && !text.isEmpty ? 10_000 : CInt(quiet * 1000)).isEmpty
    {
      last = clock.now - start
    }
    return text.isEmpty ? nil : last?.seconds
  }

  /// Leaves it.
  func end() {
    type("q")
    child.wait()
  }
}

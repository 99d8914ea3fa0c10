import Glibc

/// One run of the built program in a pseudo-terminal of 80 × 24: how soon its first frame is there,
/// and how much memory it holds after some nudges.
struct ProgramRun {
  let secondsToFirstFrame: Double
  let megabytesAtFirstFrame: Double
  let residentMegabytes: Double

  /// Runs the program beside this one; `nil` where that can't be done.
  init?(arguments: [String]) {
    guard let terminal = PseudoTerminal(rows: 24, columns: 80) else { return nil }
    let clock = ContinuousClock()
    let start = clock.now
    guard let running = Self.start(arguments, in: terminal) else { return nil }
    secondsToFirstFrame = (clock.now - start).seconds
    megabytesAtFirstFrame = Self.residentMegabytes(of: running.process)
    terminal.type(String(repeating: "k", count: 40))
    // The help page comes when the nudges before it are done.
    terminal.type("?")
    guard terminal.read(until: "nudge its score") else { return nil }
    residentMegabytes = Self.residentMegabytes(of: running.process)
    terminal.type("q")
    running.end(in: terminal)
  }

  /// The program in a terminal, its first frame drawn.
  struct Running {
    let process: pid_t

    /// Leaves the program.
    func end(in terminal: PseudoTerminal) {
      terminal.type("q")
      var status: CInt = 0
      waitpid(process, &status, 0)
    }
  }

  /// Starts the program and waits for its first frame; `nil` where that can't be done.
  static func start(_ arguments: [String], in terminal: PseudoTerminal) -> Running? {
    guard let process = terminal.spawn(program, arguments) else { return nil }
    // The footer is drawn last.
    return terminal.read(until: "quit") ? Running(process: process) : nil
  }

  private static let program = {
    let own = realpath("/proc/self/exe", nil)
    defer { free(own) }
    let path = own.map { String(cString: $0) } ?? ""
    return (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + "attnviz"
  }()

  private static func residentMegabytes(of process: pid_t) -> Double {
    // The second number is the resident pages (proc(5)).
    guard let file = fopen("/proc/\(process)/statm", "r") else { return 0 }
    defer { fclose(file) }
    var text = [UInt8](repeating: 0, count: 256)
    let length = fread(&text, 1, text.count, file)
    let numbers = String(decoding: text.prefix(length), as: UTF8.self).split(separator: " ")
    guard numbers.count > 1, let pages = Double(numbers[1]) else { return 0 }
    return pages * Double(sysconf(CInt(_SC_PAGESIZE))) / 1e6
  }
}

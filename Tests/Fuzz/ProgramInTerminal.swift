import ChildPrograms
import Glibc

/// attnviz in a terminal of which this is the other end.
final class ProgramInTerminal {
  /// All that it wrote.
  private(set) var written: [UInt8] = []
  private let terminal: TerminalEnds
  private let modes: [UInt8]
  private let program: ChildProcess
  private var sent: Set<Int32> = []
  private static let patience = Duration.seconds(20)

  /// Starts it and waits until it has drawn a first picture.
  init(_ arguments: [String], home: String, rows: Int = 24, columns: Int = 80) throws {
    terminal = try TerminalEnds(rows: UInt16(rows), columns: UInt16(columns))
    // Or what is typed when it has given the terminal back would be taken for what it wrote, and would
    // stop what it writes then; and with a key of a signal the system would throw away what is being
    // written, in the middle.
    var quiet = terminal.modes
    quiet.c_lflag &= ~UInt32(ECHO)
    quiet.c_lflag |= UInt32(NOFLSH)
    quiet.c_iflag &= ~UInt32(IXON)
    terminal.modes = quiet
    modes = Self.bytes(of: terminal)
    program = try ChildProcess(
      programPath, arguments, variables: environment(home: home), descriptors: [terminal.path])
    try rest()
  }

  /// Whether it has ended.
  var hasEnded: Bool { program.hasEnded }

  /// The keys that end it by a signal of the system's.
  private static let endings: [UInt8: Int32] = [0x03: SIGINT, 0x1C: SIGQUIT]

  /// Types bytes, and reads meanwhile what it writes, also after a key that ends it, until it has ended.
  func type(_ bytes: [UInt8]) throws {
    let deadline = ContinuousClock.now + Self.patience
    let ending = bytes.compactMap { Self.endings[$0] }
    sent.formUnion(ending)
    var rest = bytes[...]
    while !rest.isEmpty || !ending.isEmpty, !hasEnded {
      try require(
        ContinuousClock.now < deadline,
        rest.isEmpty ? "it goes on after ^C or ^\\" : "it takes no keys")
      let count = terminal.type(rest)
      rest = rest.dropFirst(count)
      read(atMost: count > 0 ? 0 : 5)
    }
  }

  func resize(rows: Int, columns: Int) {
    terminal.resize(rows: UInt16(clamping: rows), columns: UInt16(clamping: columns))
  }

  func send(_ signal: Int32) {
    sent.insert(signal)
    program.send(signal)
  }

  /// Waits until it has taken in and drawn all, or has ended.
  func rest() throws {
    let deadline = ContinuousClock.now + Self.patience
    var quiet = 0
    while quiet < 2, !hasEnded {
      let facts = (
        draws: read(atMost: 5), hasKeys: terminal.hasUnreadInput, rests: program.isAtRest
      )
      try require(ContinuousClock.now < deadline, "it does not come to rest: \(facts)")
      let isQuiet = !facts.draws && !facts.hasKeys && facts.rests
      quiet = isQuiet ? quiet + 1 : 0
    }
    while read(atMost: 0) {}
  }

  /// Waits until `text` was written after the first `start` bytes.
  func wait(for text: String, after start: Int) throws {
    let deadline = ContinuousClock.now + Self.patience
    while !String(decoding: written[start...], as: UTF8.self).contains(text) {
      try require(ContinuousClock.now < deadline && !hasEnded, "“\(text)” was not drawn")
      read(atMost: 20)
    }
  }

  /// Ends it, where it has not ended, and looks at what it leaves.
  func end() throws {
    send(SIGTERM)
    let deadline = ContinuousClock.now + Self.patience
    while !hasEnded {
      try require(ContinuousClock.now < deadline, "it does not end")
      read(atMost: 5)
    }
    while read(atMost: 0) {}
    let status = program.status ?? -1
    try require(
      status == 0 || sent.contains(status - 128) || isRefused,
      "it ended with \(status): \(lastWords)")
    try require(
      Self.bytes(of: terminal) == modes, "the modes of the terminal are others than before")
    try WrittenBytes.check(written)
  }

  /// Whether it ended at once, and said what is wrong with its arguments or with what they name.
  var isRefused: Bool {
    program.status.map { 64...66 ~= $0 } ?? false
      && String(decoding: written.suffix(2000), as: UTF8.self).contains("attnviz: ")
  }

  /// Kills it.
  func kill() {
    program.send(SIGKILL)
    program.wait()
  }

  private var lastWords: String {
    named(String(decoding: written.suffix(2000), as: UTF8.self).suffix(300))
  }

  /// - Returns: whether there was something.
  @discardableResult
  private func read(atMost milliseconds: CInt) -> Bool {
    let bytes = terminal.read(atMost: milliseconds)
    written += bytes
    return !bytes.isEmpty
  }

  private static func bytes(of terminal: TerminalEnds) -> [UInt8] {
    withUnsafeBytes(of: terminal.modes) { Array($0) }
  }
}

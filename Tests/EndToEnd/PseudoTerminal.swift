import Foundation
import Testing

/// A terminal that the test itself is the other end of: it sees every byte, and need not read any.
final class PseudoTerminal {
  /// The end that the program has.
  private let name: String
  private let other: CInt
  private let own: CInt
  private let home: TemporaryFolder
  private var process: pid_t = 0
  /// All that was read of what the program wrote.
  private(set) var drawn = ""

  init(rows: UInt16 = 24, columns: UInt16 = 80) throws {
    var ends: (own: CInt, other: CInt) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&ends.own, &ends.other, &name, nil, &size) == 0)
    (own, other) = ends
    for end in [own, other] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    self.name = String(
      decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    home = try TemporaryFolder()
  }

  deinit {
    if process > 0 {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(own)
    close(other)
  }

  /// Starts attnviz, to which this is the terminal.
  func start(
    _ arguments: String..., terminal: String = "xterm-256color", variables: [String: String] = [:]
  ) throws {
    process = try Program.start(
      "attnviz", arguments, on: name, home: home,
      variables: variables.merging(["TERM": terminal]) { $1 })
  }

  /// Types bytes.
  func type(_ bytes: [UInt8]) { _ = write(own, bytes, bytes.count) }

  /// Types text.
  func type(_ text: String) { type(Array(text.utf8)) }

  /// Reads until `text` is drawn after what was read before, or the program has ended.
  ///
  /// - Returns: whether it was drawn.
  @discardableResult
  func read(until text: String) throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(20)
    var new = Data()
    while !new.contains(text) {
      guard ContinuousClock.now < deadline else {
        throw TimeOut(description: "“\(text)” was not drawn, but:\n\(new.text.debugDescription)")
      }
      // What it wrote before it ended can still be read.
      let isOver = hasEnded
      guard readOnce(into: &new) || !isOver else { return new.contains(text) }
    }
    return true
  }

  /// The same where the program draws only what changes: it is asked for whole pictures.
  func readAnew(until text: String) throws {
    let deadline = ContinuousClock.now + .seconds(20)
    var new = Data()
    while !new.contains(text) {
      guard ContinuousClock.now < deadline, !hasEnded else {
        throw TimeOut(description: "“\(text)” was not drawn, but:\n\(new.text.debugDescription)")
      }
      send(SIGWINCH)
      new = Data()
      while readOnce(into: &new) {}
    }
  }

  /// Waits for the end of the program, reading what it writes.
  ///
  /// - Returns: its exit status; 128 and the signal's number for one that a signal ended.
  func status(reading: Bool = true) throws -> Int32 {
    let deadline = ContinuousClock.now + .seconds(20)
    var new = Data()
    while !hasEnded {
      guard ContinuousClock.now < deadline else { throw TimeOut(description: "it goes on") }
      if reading { _ = readOnce(into: &new) } else { usleep(5_000) }
    }
    while readOnce(into: &new) {}
    return ended.map { $0 & 0x7F == 0 ? $0 >> 8 & 0xFF : 128 + ($0 & 0x7F) } ?? -1
  }

  /// Sends a signal to the program.
  func send(_ signal: Int32) { kill(process, signal) }

  /// The modes of the terminal.
  func modes() throws -> [UInt8] {
    var modes = termios()
    try #require(tcgetattr(other, &modes) == 0)
    return withUnsafeBytes(of: &modes) { Array($0) }
  }

  /// Whether the program waits for somebody to read what it writes to the terminal.
  func isFull() -> Bool {
    let call = try? String(contentsOfFile: "/proc/\(process)/syscall", encoding: .utf8)
    // The call's number differs between processors, its first argument does not.
    return call?.split(separator: " ").dropFirst().first == "0x1"
  }

  /// Whether the program has not read yet all that was typed.
  var hasUnreadInput: Bool {
    var count: CInt = 0
    return ioctl(other, UInt(FIONREAD), &count) == 0 && count > 0
  }

  struct TimeOut: Error, CustomStringConvertible {
    let description: String
  }

  private var ended: Int32?

  private var hasEnded: Bool {
    guard ended == nil else { return true }
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return false }
    (ended, process) = (status, 0)
    return true
  }

  private func readOnce(into new: inout Data) -> Bool {
    var waiting = pollfd(fd: own, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 20) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(own, &bytes, bytes.count)
    guard count > 0 else { return false }
    new += bytes.prefix(count)
    drawn += String(decoding: bytes.prefix(count), as: UTF8.self)
    return true
  }
}

extension Data {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
  fileprivate func contains(_ text: String) -> Bool { range(of: Data(text.utf8)) != nil }
}

import ChildPrograms
import Foundation
import Testing

/// A terminal that the test itself is the other end of: it sees every byte, and need not read any.
final class PseudoTerminal {
  private let ends: TerminalEnds
  private let home: TemporaryFolder
  private var program: ChildProcess?
  /// All that was read of what the program wrote.
  private(set) var drawn = ""

  init(rows: UInt16 = 24, columns: UInt16 = 80) throws {
    ends = try TerminalEnds(rows: rows, columns: columns)
    home = try TemporaryFolder()
  }

  /// Starts attnviz, to which this is the terminal.
  func start(
    _ arguments: String..., terminal: String = "xterm-256color", variables: [String: String] = [:]
  ) throws {
    program = try Program.start(
      "attnviz", arguments, on: ends, home: home,
      variables: variables.merging(["TERM": terminal]) { $1 })
  }

  /// Types bytes.
  func type(_ bytes: [UInt8]) {
    let deadline = ContinuousClock.now + .seconds(20)
    var rest = bytes[...]
    while !rest.isEmpty, ContinuousClock.now < deadline {
      let count = ends.type(rest)
      rest = rest.dropFirst(count)
      if count == 0 { usleep(1_000) }
    }
  }

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
    return try #require(program?.status)
  }

  /// Sends a signal to the program.
  func send(_ signal: Int32) { program?.send(signal) }

  /// The modes of the terminal.
  func modes() -> [UInt8] {
    withUnsafeBytes(of: ends.modes) { Array($0) }
  }

  /// Whether the program waits for somebody to read what it writes to the terminal.
  func isFull() -> Bool {
    let call = try? String(
      contentsOfFile: "/proc/\(program?.process ?? 0)/syscall", encoding: .utf8)
    // The call's number differs between processors, its first argument does not.
    return call?.split(separator: " ").dropFirst().first == "0x1"
  }

  /// Whether the program has not read yet all that was typed.
  var hasUnreadInput: Bool { ends.hasUnreadInput }

  struct TimeOut: Error, CustomStringConvertible {
    let description: String
  }

  private var hasEnded: Bool { program?.hasEnded ?? true }

  private func readOnce(into new: inout Data) -> Bool {
    let bytes = ends.read(atMost: 20)
    new += bytes
    drawn += String(decoding: bytes, as: UTF8.self)
    return !bytes.isEmpty
  }
}

extension Data {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
  fileprivate func contains(_ text: String) -> Bool { range(of: Data(text.utf8)) != nil }
}

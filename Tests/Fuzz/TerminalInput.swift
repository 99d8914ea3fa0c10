import FoundationEssentials
import Glibc
import RandomText
import Resources

/// All that a terminal may send, into the program as it was built: keys, pastes, replies, reports of the
/// pointer and of focus, new sizes, and bytes that mean nothing.
///
/// An item is lines: `start` and the program's arguments, each `=` and bytes in hexadecimal; `size`; `type`
/// and bytes in hexadecimal, a word for each thing sent; `signal` and the number of one; `rest` waits until
/// all is drawn. At the end it is told to end.
struct TerminalInput: Kind {
  static let name = "terminal"
  static let share = 3.0
  static let unit = Unit.lines
  static let patience: UInt32 = 120

  private static let signals = [
    SIGTSTP, SIGWINCH, SIGCONT, SIGTSTP, SIGWINCH, SIGCONT, SIGINT, SIGTERM, SIGHUP, SIGQUIT,
    SIGUSR1,
    SIGALRM, SIGPWR, SIGPIPE,
  ]

  private let scratch: String

  init(scratch: String) throws { self.scratch = scratch }

  func make(using random: inout SeededGenerator) -> [UInt8] {
    let arguments =
      random.isOne(in: 3)
      ? CommandLines.options(using: &random)
      : random.one(of: [[], ["lesson"], ["lesson", "3"], ["--source", "similarity"]])
    let words = arguments.map { "=" + $0.utf8.map(hexadecimal).joined() }
    var lines = ["start " + words.joined(separator: " ")]
    for _ in 0..<Int.random(in: 5...80, using: &random) {
      switch Int.random(in: 0..<12, using: &random) {
      case 0:
        let size = randomSize(using: &random)
        lines.append("size \(max(1, size.rows)) \(max(1, size.columns))")
      case 1: lines.append("rest")
      case 2 where random.isOne(in: 4):
        lines.append("signal \(random.one(of: Self.signals))")
      default:
        let words = (0..<random.one(of: [1, 1, 5, 30])).map { _ in
          SentBytes.random(using: &random).map(hexadecimal).joined()
        }
        lines.append("type " + words.joined(separator: " "))
      }
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  func run(_ item: [UInt8]) throws -> Int {
    let home = scratch + "/home"
    defer { try? FileManager.default.removeItem(atPath: home) }
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    var program: ProgramInTerminal?
    var (arguments, count) = ([String](), 0)
    for line in String(decoding: item, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if words.first == "start" {
        arguments = words.dropFirst().map { word in
          CommandLines.given(
            String(decoding: bytes(inHexadecimal: String(word.dropFirst())), as: UTF8.self))
        }
      }
      // Keys may leave the program; it is started again.
      if let ended = program, ended.hasEnded {
        try ended.end()
        if ended.isRefused { return count + 1 }
        program = nil
      }
      let running = try program ?? ProgramInTerminal(arguments, home: home)
      program = running
      switch words.first {
      case "size" where words.count == 3:
        running.resize(rows: Int(words[1]) ?? 24, columns: Int(words[2]) ?? 80)
        count += 1
      case "signal" where words.count == 2:
        running.send(Int32(words[1]) ?? SIGTERM)
        count += 1
      case "type":
        try running.type(words.dropFirst().flatMap(bytes(inHexadecimal:)))
        count += words.count - 1
      case "rest": try running.rest()
      default: break
      }
    }
    try program?.rest()
    try program?.end()
    return count
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private func bytes(inHexadecimal text: String) -> [UInt8] {
    let digits = Array(text)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
  }
}

import ChildPrograms
import FoundationEssentials
import Glibc
import JSON
import RandomText

/// Options of the program, as it was built: every number that it takes at its smallest, its largest and
/// beyond both.
///
/// An item is lines, an argument each; `tiny` stands for the path of a model that opens at once.
struct CommandLines: Kind {
  static let name = "options"
  static let share = 1.0
  static let unit = Unit.lines

  private let scratch: String

  init(scratch: String) throws { self.scratch = scratch }

  private static let indices = [
    "0", "1", "2", "5", "6", "11", "12", "23", "-1", "-0", "+1", "9223372036854775807",
    "9223372036854775808", "99999999999999999999", "1.0", "1e0", "", "x", "٣",
  ]
  private static let temperatures = [
    "0.001", "1000", "1", "0.000999", "1000.001", "0", "-1", "nan", "inf", "1e-400", "1e400",
    "0x1p3", "",
  ]
  private static let sizes = [
    "1x1", "1000x1000", "40x12", "39x12", "40x11", "80x24", "0x0", "1001x1", "1x1001", "-1x5", "x",
    "80X24",
    "80x24x1", "9223372036854775808x1",
  ]
  private static let edits = [
    "0:1:+1", "0:1:10000", "0:1:-10000", "0:1:10000.1", "0:1:nan", "0:1:mask:all", "0:0:mask",
    "1:1:1e-400",
    "bank:money:+1", "0:1:1:L0", "0:1:1:L5H11", "0:1:1:L6", "0:1:1:L0H12",
    "0:1:1:L9223372036854775807",
    "0:1:1:L9223372036854775808", "9223372036854775807:0:1", "-1:0:1", "0:1", ":::",
    "\u{1B}[2J:1:1", "",
  ]
  private static let values: [(option: String, values: [String])] = [
    ("--temperature", temperatures), ("--layer", indices), ("--head", indices),
    ("--query", indices),
    ("--query", ["bank", "the", "money", "\u{1B}]0;x\u{7}"]), ("--edit", edits), ("--edit", edits),
    ("--beside", ["The bank holds gold.", "!", "", "\u{1B}[2J bank"]),
    (
      "--patch",
      [
        "L0H0:z", "L5H11:q@0", "L6H0:k", "all:v@bank", "L5:residual@99", "L2:residual",
        "L0H0:z:before",
        "L0H0:z@0=1", "L0H0:residual", "L9223372036854775808H0:z", ":::", "",
      ]
    ),
    ("--probe", ["money", "", "zzzz", "\u{9B}2J", "東京"]),
    ("--source", ["given", "similarity", "model", "x"]),
    ("--theme", ["dark", "light", "auto", "x"]),
    ("--input-format", ["txt", "json", "csv", "tsv", "conllu"]),
    ("--field", ["sentence", "", "1", "a.b.0"]),
    ("--unknown-keys", ["ignore", "error"]),
    ("--model", ["minilm", "tiny", "/", "\u{1B}[2J", ""]),
    ("--sentence", ["The bank holds money.", "!", "", "\u{1B}[2J bank", "नमस्ते 👩‍💻 שלום"]),
  ]
  private static let printing: [(option: String, values: [String])] = [
    ("--size", sizes), ("--view", ["row", "matrix", "heads", "plane", "softmax", "", "9"]),
    ("--format", ["text", "json", "json", "json", "ansi", "svg", "html", "x"]),
  ]
  private static let flags = ["--causal", "--ascii", "--no-color", "--segments"]

  /// Options that say what is opened and how.
  static func options(using random: inout SeededGenerator) -> [String] {
    var arguments = some(of: values, atMost: 3, using: &random)
    if random.isOne(in: 3) { arguments.append(random.one(of: flags)) }
    if !arguments.contains("--model"), !random.isOne(in: 10) { arguments += ["--model", "tiny"] }
    if !arguments.contains("--sentence"), !random.isOne(in: 6) {
      arguments += ["--sentence", "The bank holds money."]
    }
    return arguments
  }

  private static func some(
    of options: [(option: String, values: [String])], atMost most: Int,
    using random: inout SeededGenerator
  ) -> [String] {
    (0..<Int.random(in: 0...most, using: &random)).flatMap { _ in
      let option = random.one(of: options)
      return [option.option, random.one(of: option.values)]
    }
  }

  /// An argument as the program gets it.
  static func given(_ argument: String) -> String { argument == "tiny" ? tinyModel : argument }

  func make(using random: inout SeededGenerator) -> [UInt8] {
    var arguments =
      ["print"] + Self.options(using: &random)
      + Self.some(of: Self.printing, atMost: 2, using: &random)
    if random.isOne(in: 6) { arguments.append(random.one(of: ["--all-queries", "--all-heads"])) }
    return Array((arguments.joined(separator: "\n") + "\n").utf8)
  }

  func run(_ item: [UInt8]) throws -> Int {
    let arguments = String(decoding: item, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    let (output, errors) = ("\(scratch)/output", "\(scratch)/errors")
    let program = try ChildProcess(
      programPath, arguments.map(Self.given), variables: environment(home: scratch),
      descriptors: ["/dev/null", output, errors])
    program.wait()
    let status = program.status ?? -1
    let told = String(decoding: try bytes(ofFile: errors), as: UTF8.self)
    try require([0, 64, 65, 66].contains(status), "it ended with \(status): \(told)")
    try require(
      status == 0 || told.hasPrefix("attnviz: "), "it ended with \(status), and said: \(told)")
    try checkVisible(told, "what it tells")
    let printed = String(decoding: try bytes(ofFile: output), as: UTF8.self)
    guard status == 0 else { return 1 }
    try require(!printed.isEmpty, "it printed nothing")
    if !arguments.contains("ansi") { try checkVisible(printed, "what it prints") }
    if arguments.contains("json") && printed.hasPrefix("[") { try checkJSON(printed) }
    return 1
  }
}

/// Says what is wrong with a text that is to be JSON.
func checkJSON(_ text: String) throws {
  do {
    try JSONReader.read(Array(text.utf8)[...]) { reader throws(Flaw) in try reader.skip() }
  } catch {
    throw Broken("the printed JSON is none: line \(error.line), \(error.reason)")
  }
}

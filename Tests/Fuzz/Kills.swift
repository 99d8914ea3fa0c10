import AttentionCore
import FoundationEssentials
import Glibc
import RandomText
import Scenes

/// The program killed at any moment of edits and saves: what was seen is then saved or kept, and every
/// file is whole.
///
/// An item is lines, a run of the program each: how many nudges are seen before, how many are typed in
/// the end, `save` or `edit`, and after how many microseconds the kill comes.
struct Kills: Kind {
  static let name = "kills"
  static let share = 1.5
  static let unit = Unit.lines
  static let patience: UInt32 = 300

  private let scratch: String

  init(scratch: String) throws { self.scratch = scratch }

  func make(using random: inout SeededGenerator) -> [UInt8] {
    let lines = (0..<10).map { _ in
      let (seen, last) = (
        Int.random(in: 1...20, using: &random), Int.random(in: 0...40, using: &random)
      )
      let delay = Int.random(in: 0...random.one(of: [500, 5_000, 40_000]), using: &random)
      return "\(seen) \(last) \(random.one(of: ["save", "save", "edit"])) \(delay)"
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  func run(_ item: [UInt8]) throws -> Int {
    try killedRuns(item, in: scratch) { home, words in
      let numbers = words.compactMap { Int($0) }
      guard words.count == 4, numbers.count == 3 else { return false }
      try kill(
        home, seen: numbers[0], last: numbers[1], saves: words[2] == "save",
        after: UInt32(clamping: numbers[2]))
      return true
    }
  }

  private func kill(_ home: String, seen: Int, last: Int, saves: Bool, after delay: UInt32) throws {
    let saved = home + "/a.json"
    let before = try nudges(in: saved)
    let program = try ProgramInTerminal(
      ["--model", tinyModel, "--sentence", "Bank banks bank ."], home: home)
    let kept = try nudges(keptIn: home)
    try program.type(
      Array(((kept == nil ? "" : "U") + String(repeating: "k", count: seen) + "?").utf8))
    // The help page comes when the nudges before it are kept.
    try program.wait(for: "nudge its score", after: 0)
    let least = (kept ?? 0) + seen
    let end = saves ? "s\u{15}\(saved)\rykkk" : ""
    try program.type(Array("\u{1B}".utf8))
    usleep(30_000)
    try program.type(Array((String(repeating: "k", count: last) + end).utf8))
    usleep(delay)
    program.kill()
    let (now, left) = (try nudges(in: saved), try nudges(keptIn: home))
    let most = max(now == before ? 0 : now ?? 0, left ?? 0)
    try require(
      most >= least || now == before && (now ?? 0) >= least,
      "\(least) nudges were seen; \(now ?? 0) are saved, and \(left ?? 0) kept")
    if let before { try require(now != nil, "the file with \(before) nudges is gone") }
  }

  /// How many nudges are kept, by the file that has the most; all files are whole.
  private func nudges(keptIn home: String) throws -> Int? {
    let folder = home + "/.local/state/attnviz/edits"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return try names.filter { $0.hasSuffix(".json") }
      .compactMap { try nudges(in: "\(folder)/\($0)") }.max()
  }

  private func nudges(in path: String) throws -> Int? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let reading = SentenceFile.read(path: path)
    guard let scene = reading.scenes.first, reading.problems.isEmpty else {
      throw Broken("a file is not whole: \(reading.problems)")
    }
    return scene.modelState.edits.reduce(0) { sum, edit in
      if case .add(let amount) = edit.amount { sum + Int((amount * 10).rounded()) } else { sum }
    }
  }
}

import Foundation
import Testing

/// The heads of the bundled model: walked through, edited, and what an edit does in the end.
struct HeadsTests {
  private static let trophy = """
    attnviz --query it --probe trophy --sentence \
    "The trophy wouldn't fit in the suitcase because it was too big."
    """

  @Test func headsAreWalkedThrough() throws {
    let terminal = try TerminalSession()
    let first = try terminal.start(Self.trophy)
    #expect(first.text.hasMatch(#"model L\d·H\d+"#))
    #expect(first.query == "it")
    try terminal.press("q")
    try terminal.poll("the end") { try terminal.isAtPrompt() }
    try terminal.start(Self.trophy + " --layer 3 --head 1")
    try terminal.press("]")
    try terminal.wait(for: "model L3·H2")
    try terminal.press("[", "[")
    try terminal.wait(for: "model L3·H0")
    try terminal.press("}", "}")
    try terminal.wait(for: "model L5·H0")
    try terminal.press("{", "{", "{", "/")
    try terminal.wait(for: "find token")
    try terminal.type("suitcase")
    try terminal.press("Enter", "b")
    try terminal.wait(for: "the head that looks at suitcase most") {
      $0.shows("model L0·H6") && $0.selected == "suitcase"
    }
  }

  @Test func aMaskInEveryHeadTakesTheTrophyOutOfIt() throws {
    let terminal = try TerminalSession(columns: 200, rows: 40)
    try terminal.start(Self.trophy + " --layer 3 --head 1")
    let before = try terminal.wait(for: "its nearest words") { $0.shows("trophy          0.222") }
    #expect(before.shows("reach L3·H1"))
    #expect(before.weights[2] == 0.531)
    try terminal.press("/")
    try terminal.wait(for: "find token")
    try terminal.type("trophy")
    try terminal.press("Enter", "x", "x", "m")
    let after = try terminal.wait(for: "what the mask did") {
      $0.shows("cos to before the edits 0.871") && $0.shows("reach every head")
        && $0.weights.count > 2 && $0.weights[2] == 0
    }
    #expect(after.shows("moved"))
    #expect(after.shows("briefcase") && after.shows("warehouse"))
    try terminal.press("e")
    try terminal.wait(for: "before and now") {
      $0.shows("α before") && $0.text.hasMatch(#"▸trophy +0\.531 .*0\.000 .*−0\.531"#)
    }
    try terminal.press("u")
    try terminal.wait(for: "nothing is edited yet")
    try terminal.press("Escape")
    try terminal.wait(for: "the row as it was") { $0.weights == before.weights }
  }

  @Test func aWeightIsTakenApart() throws {
    let terminal = try TerminalSession()
    try terminal.start(Self.trophy + " --layer 3 --head 1 --edit it:trophy:+0.2")
    try terminal.press("=")
    let steps = try terminal.wait(for: "the steps") { $0.shows("÷ √32") && $0.shows("÷ Σ exp") }
    #expect(steps.text.hasMatch(#"÷ √32 +5\.657 = +4\.499"#))
    #expect(steps.text.hasMatch(#"\+ edit +\+0\.20 = +4\.699"#))
    #expect(steps.text.hasMatch(#"÷ Σ exp .*= +0\.580"#))
    try terminal.press("Up")
    try terminal.wait(for: "another nudge") { $0.text.hasMatch(#"\+ edit +\+0\.30 = +4\.799"#) }
  }

  @Test func theHeadsViewSortsAndOpens() throws {
    let terminal = try TerminalSession(columns: 120, rows: 40)
    try terminal.start(Self.trophy)
    try terminal.press("/")
    try terminal.wait(for: "find token")
    try terminal.type("trophy")
    try terminal.press("Enter", "a")
    let map = try terminal.wait(for: "heads by entropy")
    #expect(map.shows("L5") && map.text.hasMatch(#"entropy \d\.\d\d of 2\.83 nats"#))
    try terminal.press("A", "a")
    let heads = try terminal.wait(for: "heads by weight on trophy")
    #expect(heads.shows("L5·H11") && heads.shows("L0·H0"))
    let sorted = heads.lines[3...].compactMap {
      $0.matches(#"^.L\d·H\d+ .*?(\d\.\d\d)"#).first?.matches(#"\d\.\d\d$"#).first
    }
    #expect(sorted.count > 20)
    #expect(sorted == sorted.sorted { $0 > $1 })
    let chosen = try #require(heads.text.matches(#"(?<=model )L\d·H\d+"#).first)
    try terminal.press("]", "Enter")
    let opened = try terminal.wait(for: "the row of a head") { $0.weights.count > 10 }
    #expect(!opened.shows("model \(chosen) "))
  }

  @Test func specialTokensAndPiecesAreHiddenAndJoined() throws {
    let terminal = try TerminalSession(columns: 200)
    let whole = try terminal.start(Self.trophy + " --layer 3 --head 1")
    try #require(whole.weights.count > 2)
    #expect(whole.shows("[CLS]") && whole.shows("wouldn─"))
    try terminal.press("d")
    let hidden = try terminal.wait(for: "weights renormalised") { $0.shows("α÷Σ") }
    #expect(!hidden.shows("[SEP]"))
    #expect(hidden.weights == Array(whole.weights.dropFirst().dropLast()))
    #expect(hidden.text.hasMatch(#"hidden 0\.11\d = Σα 1\.000"#))
    try terminal.press("d", "w")
    let joined = try terminal.wait(for: "whole words") { $0.shows("wouldn't") }
    #expect(joined.shows("[CLS]") && !joined.shows("wouldn─"))
  }

  @Test func editsOfHeadsAreSavedAndOpenAgain() throws {
    let terminal = try TerminalSession(columns: 120, rows: 40)
    try terminal.start(Self.trophy + " --layer 3 --head 1")
    try terminal.press("Left", "m", "x", "Left", "Up", "t")
    let edited = try terminal.wait(for: "an edit of the layer") {
      $0.shows("reach L3, all heads") && !$0.shows("temperature 1.00") && $0.selected == "suitcase"
    }
    try terminal.press("s")
    try terminal.wait(for: "save to")
    try terminal.press("C-u")
    try terminal.type("mine.json")
    try terminal.press("Enter")
    try terminal.wait(for: "saved to mine.json")
    try terminal.press("q")
    try terminal.poll("the end") { try terminal.isAtPrompt() }
    let reopened = try terminal.start("attnviz mine.json")
    #expect(reopened.weights == edited.weights)
    #expect(reopened.shows("model L3·H1"))
  }

  @Test(arguments: [
    (["--model", "no/such-model"], Int32(66), "no/such-model"),
    (["--model", "/dev"], 66, "config.json"),
    (["--layer", "6"], 64, "layers go from 0 to 5"),
    (["--head", "12"], 64, "heads from 0 to 11"),
    (["--edit", "it:trophy:mask:L9"], 64, "layers go from 0 to 5"),
  ])
  func whatTheModelHasNotIsTold(options: [String], status: Int32, told: String) throws {
    let outcome = try Program.attnviz(
      ["print", "--sentence", "The trophy broke when it fell."] + options)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(told), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.output.isEmpty)
  }

  @Test func printHasTheNumbersOfTheScreen() throws {
    let outcome = try Program.attnviz([
      "print", "--format", "json", "--source", "model", "--layer", "3", "--head", "1",
      "--query", "it", "--edit", "it:trophy:mask:all", "--sentence",
      "The trophy wouldn't fit in the suitcase because it was too big.",
    ])
    let objects = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let scene = try #require((objects as? [[String: Any]])?.first)
    #expect(scene["layer"] as? Int == 3 && scene["head"] as? Int == 1)
    let row = try #require((scene["rows"] as? [[String: Any]])?.first)
    let words = (row["nearest"] as? [[String: Any]])?.compactMap { $0["word"] as? String }
    #expect(words?.prefix(5) == ["it", "briefcase", "suitcase", "warehouse", "bag"])
    #expect((row["final"] as? [Double])?.count == 384)
  }

  /// A weight that is no number would make numbers of all others: the model is refused.
  @Test(arguments: [
    "embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight",
    "embeddings.LayerNorm.weight", "encoder.layer.0.attention.self.key.bias",
    "encoder.layer.0.attention.self.key.weight", "encoder.layer.0.output.dense.weight",
  ])
  func aModelWithABrokenWeightIsRefused(tensor: String) throws {
    let home = try TemporaryFolder()
    let tiny = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Models/Fixtures/tiny-relu").path
    let copied = try Program.run("cp", ["-r", tiny, "\(home.path)/tiny"], home: home)
    try #require(copied.status == 0)
    let path = "\(home.path)/tiny/model.safetensors"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let start = 8 + bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = try JSONSerialization.jsonObject(with: bytes[8..<start])
    let entry = (header as? [String: [String: Any]])?[tensor]
    let end = try #require((entry?["data_offsets"] as? [Int])?.last)
    bytes.replaceSubrange(start + end - 4..<start + end, with: [0, 0, 0xC0, 0x7F])
    try bytes.write(to: URL(fileURLWithPath: path))
    for format in ["text", "json"] {
      let outcome = try Program.attnviz(
        ["print", "--all-queries", "--format", format, "--model", "\(home.path)/tiny"]
          + ["--sentence", "a b a b"])
      #expect(outcome.status == 66)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("attnviz: \(path): the tensor \(tensor) has NaN at "))
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func anotherModelIsNamedInTheTitle() throws {
    let terminal = try TerminalSession()
    try FileManager.default.createSymbolicLink(
      atPath: "\(terminal.home.path)/mine",
      withDestinationPath: Self.resources + "/Models/all-MiniLM-L6-v2")
    try terminal.start(Self.trophy + " --model ./mine")
    try terminal.wait(for: "mine L")
  }

  /// Installed beside its resources and started through a link, it opens those, not the ones of the
  /// folder it was built in.
  @Test func anInstalledProgramFindsItsResourcesThroughALink() throws {
    let home = try TemporaryFolder()
    let files = FileManager.default
    for folder in ["prefix/bin", "prefix/share/attnviz/Sentences", "links"] {
      try files.createDirectory(
        atPath: "\(home.path)/\(folder)", withIntermediateDirectories: true)
    }
    try files.createSymbolicLink(
      atPath: "\(home.path)/prefix/share/attnviz/Models",
      withDestinationPath: Self.resources + "/Models")
    try home.write("Installed sentences open.", to: "prefix/share/attnviz/Sentences/only.txt")
    try files.createSymbolicLink(
      atPath: "\(home.path)/links/attnviz", withDestinationPath: "../prefix/bin/attnviz")
    // Copied by a program that has ended, since none can start that others hold open to write.
    let program = "\(home.path)/prefix/bin/attnviz"
    let copied = try Program.run("cp", ["\(Program.folder)/attnviz", program], home: home)
    #expect(copied.status == 0)
    let outcome = try Program.run(
      "sh", ["-c", "\(home.path)/links/attnviz print </dev/null"], home: home)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Installed sentences open."))
    #expect(outcome.output.contains("source model"))
  }

  private static let resources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Resources")
    .path
}

import Foundation
import Testing

/// A model's file that becomes shorter while it is open, as when a download or a checkout writes it
/// anew, ends the program with a sentence.
struct ShortenedFileTests {
  private let home: TemporaryFolder
  private var path: String { "\(home.path)/model/model.safetensors" }

  init() throws {
    home = try TemporaryFolder()
  }

  /// Copies the model in `folder` of the repository to where it may be changed.
  private func copy(_ folder: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let copied = try Program.run(
      "cp", ["-r", "\(root)/\(folder)", "\(home.path)/model"], home: home)
    try #require(copied.status == 0)
  }

  private var sentence: String {
    "\(path): became shorter while it was open; start again when nothing writes it any more"
  }

  @Test func onTheScreenAfterTheTerminalIsGivenBack() throws {
    try copy("Tests/Models/Fixtures/tiny-relu")
    try leave("attnviz --model '\(home.path)/model' --sentence 'Bank banks .'") { terminal in
      try terminal.press("Up")
    }
  }

  /// The weights of the layers are read by two threads when the first sentence needs them.
  @Test func inTheThreadsThatConvertWeights() throws {
    try copy("Resources/Models/all-MiniLM-L6-v2")
    let file = try home.write(
      """
      {"tokens": ["a", "b"], "weights": [0.5, 0.5], "values": [[0], [1]], "dimensions": ["d"]}
      {"sentence": "We fished by the bank of the river."}
      """, to: "scenes.jsonl")
    try leave("attnviz --model '\(home.path)/model' '\(file)'") { terminal in
      try terminal.press("n")
    }
  }

  private func leave(_ command: String, by way: (TerminalSession) throws -> Void) throws {
    let terminal = try TerminalSession(columns: 200)
    let modes = try terminal.modes()
    try terminal.start(command)
    try #require(truncate(path, 0) == 0)
    try way(terminal)
    #expect(try terminal.status() == "66")
    #expect(try terminal.modes() == modes)
    #expect(try terminal.fact("alternate_on") == "0")
    #expect(try terminal.screenshot().shows("attnviz: \(sentence)"))
  }

  /// What it prints fills the pipe until somebody reads, and by then the file is empty.
  @Test func withoutATerminal() throws {
    try copy("Tests/Models/Fixtures/tiny-relu")
    let sentences = try home.write(
      (0..<2_000).map { "Bank banks \($0) ." }.joined(separator: "\n"), to: "sentences.txt")
    let outcome = try Program.run(
      "sh",
      [
        "-c",
        """
        { attnviz print --all-queries --format json --model "$0/model" "$1"; echo $? >"$0/status"; } |
          { head -c 1; : >"$0/model/model.safetensors"; cat >/dev/null; }
        """, home.path, sentences,
      ], home: home)
    #expect(home.read("status") == "66\n")
    #expect(outcome.output == "[")
    #expect(outcome.errors == "attnviz: \(sentence)\n")
  }
}

import Foundation
import Testing

/// Activations of one sentence put into another, by keys and from the command line.
struct PatchingTests {
  private static let germany =
    "--model smollm2 --sentence 'The capital of Germany is' --pair Paris:Berlin"
    + " --beside 'The capital of France is' --layer 23 --head 4"

  @Test func oneHeadIsPatchedAndTakenBack() throws {
    let terminal = try TerminalSession(columns: 100, rows: 30)
    try terminal.start("attnviz " + Self.germany)
    try terminal.press("@", "P")
    try terminal.wait(for: "is of “The capital of France is”")
    try terminal.press("N")
    try terminal.wait(for: "what it brings back") {
      $0.shows("1 patched") && $0.shows("L23·H4 ← z") && $0.shows("6.66 beside: 0.89 of the way")
    }
    try terminal.press("R")
    try terminal.wait(for: "all hidden states") { $0.shows("+1.0") && !$0.shows(" of 150") }
    try terminal.press("1", "P")
    try terminal.wait(for: "its own again")
  }

  @Test func theCommandLineDoesTheSame() throws {
    let difference = { (sentence: String, options: [String]) throws -> Double in
      let outcome = try Program.run(
        "attnviz",
        [
          "print", "--format", "json", "--model", "smollm2", "--pair", "Paris:Berlin", "--sentence",
          sentence,
        ] + options, home: try TemporaryFolder())
      let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      let row = ((json as? [[String: Any]])?.first?["rows"] as? [[String: Any]])?.first
      return try #require((row?["pair"] as? [String: Any])?["difference"] as? Double)
    }
    let (germany, france) = ("The capital of Germany is", "The capital of France is")
    let (before, beside) = (try difference(germany, []), try difference(france, []))
    let now = try difference(germany, ["--beside", france, "--patch", "L23H4:z@is"])
    #expect(abs((now - before) / (beside - before) - 0.89) < 0.01)
    let all = try difference(germany, ["--beside", france, "--patch", "all:residual"])
    #expect(abs(all - beside) < 1e-3)
    let outcome = try Program.attnviz(
      "print", "--sentence", germany, "--patch", "L2H1:z", "--model", "smollm2")
    #expect(outcome.status == 64 && outcome.errors.contains("no sentence beside"))
    let wrong = try Program.attnviz("print", "--sentence", germany, "--patch", "L2H1:w")
    #expect(wrong.status == 64 && wrong.errors.contains("it must be z, q, k, v or residual"))
  }
}

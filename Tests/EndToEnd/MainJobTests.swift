import Foundation
import Testing

/// What the program is for: taking hold of a score and watching the weights move.
struct MainJobTests {
  private static let bankWeights = [0.04, 0.04, 0.04, 0.04, 0.15, 0.04, 0.35, 0.30]
  private static let deposit = 6

  @Test func theFirstSentenceIsTheBankOfMoney() throws {
    let terminal = try TerminalSession()
    let screen = try terminal.start()
    #expect(screen.shows("bank, the money kind"))
    #expect(screen.weights == Self.bankWeights)
    #expect(screen.query == "bank")
    #expect(screen.shows("Σα 1.000 ✓"))
    #expect(screen.shows("1/16"))
  }

  @Test func aNudgeMovesEveryWeight() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.press("Right", "Right")
    try terminal.wait(for: "deposit selected") { $0.selected == "deposit" }
    try terminal.press("Up")
    try expectWeights(terminal) { $0[Self.deposit] += 0.1 }
    try terminal.press("K")
    let raised = try expectWeights(terminal) { $0[Self.deposit] += 1.1 }
    #expect(raised.shows("Σα 1.000 ✓"))
    for (now, before) in zip(raised.weights, Self.bankWeights).enumerated()
      .filter({ $0.offset != Self.deposit }).map(\.element)
    {
      #expect(now < before)
    }
    try terminal.press("u")
    try expectWeights(terminal) { $0[Self.deposit] += 0.1 }
    try terminal.press("u")
    try expectWeights(terminal) { _ in }
    try terminal.press("u")
    try terminal.wait(for: "nothing to undo")
    try terminal.press("C-r", "C-r")
    try expectWeights(terminal) { $0[Self.deposit] += 1.1 }
    try terminal.press("Down", "j", "J", "k", "K", "J", "Down")
    try expectWeights(terminal) { $0[Self.deposit] += -0.1 }
    try terminal.press("0")
    try expectWeights(terminal) { _ in }
  }

  @Test(arguments: ["screen", "screen-256color", "tmux-256color", "xterm", "xterm-256color"])
  func shiftedArrowsNudgeByOne(name: String) throws {
    let terminal = try TerminalSession(terminal: name)
    try terminal.start()
    try terminal.press("Right", "Right", "S-Up", "S-Up", "S-Down")
    try expectWeights(terminal) { $0[Self.deposit] += 1 }
  }

  @Test func keysThatMeanNothingDoNothing() throws {
    let terminal = try TerminalSession()
    let before = try terminal.start()
    try terminal.press("C-Up", "C-Down", "C-S-Left", "F5", "F12", "IC", "DC", "x", "Z", "S-F2")
    try terminal.press("Right", "Left", "Left", "Right", "/")
    try terminal.wait(for: "find token")
    try terminal.press("Escape")
    try terminal.wait(for: "the screen as it was") { $0 == before }
  }

  @Test func aMaskTakesAllWeight() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.press("l", "l", "m")
    let masked = try expectWeights(terminal) { $0[Self.deposit] = -.infinity }
    #expect(masked.weights[Self.deposit] == 0)
    #expect(masked.text.hasMatch(#"(?m)^ *score .*\bmask\b"#))
    #expect(masked.shows("Σα 1.000 ✓"))
    try terminal.press("Right", "Up", "m", "m")
    try expectWeights(terminal) {
      $0[Self.deposit] = -.infinity
      $0[7] += 0.1
    }
    try terminal.press("Left", "m")
    let unmasked = try expectWeights(terminal) { $0[7] += 0.1 }
    #expect(!unmasked.text.hasMatch(#"(?m)^ *score .*\bmask\b"#))
    try terminal.press("r")
    try expectWeights(terminal) { _ in }
  }

  @Test func theQueryMoves() throws {
    let terminal = try TerminalSession()
    let first = try terminal.start()
    try terminal.press("Tab", "Tab")
    try terminal.wait(for: "deposit as the query, its row from similarity") {
      $0.query == "deposit" && $0.weights != first.weights && $0.shows("similarity")
    }
    try terminal.press("BTab")
    try terminal.wait(for: "to as the query") { $0.query == "to" }
    try terminal.press("Left", "Enter")
    try terminal.wait(for: "the as the query") { $0.query == "the" && $0.selected == "the" }
    try terminal.press("Right", "Enter")
    try terminal.wait(for: "the screen of the start") { $0 == first }
  }

  @Test func temperatureAndCausalMaskChangeTheRow() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.press("t")
    let cooler = try terminal.wait(for: "a lower temperature") { !$0.shows("temperature 1.00") }
    #expect(cooler.weights[Self.deposit] > 0.35)
    try terminal.press("T", "T")
    try terminal.wait(for: "a higher temperature") {
      !$0.shows("temperature 1.00") && $0.weights.count == 8 && $0.weights[Self.deposit] < 0.35
    }
    try terminal.press("t", "c")
    let causal = try expectWeights(terminal) {
      for later in 5..<8 { $0[later] = -.infinity }
    }
    #expect(causal.shows("causal"))
    #expect(causal.shows("Σα 1.000 ✓"))
    try terminal.press("c")
    try expectWeights(terminal) { _ in }
  }

  @Test func sentencesFollowEachOtherAndKeepTheirEdits() throws {
    let terminal = try TerminalSession()
    let first = try terminal.start()
    try terminal.press("n")
    try terminal.wait(for: "bank, the river kind")
    try terminal.press("p", "p")
    try terminal.wait(for: "16/16")
    try terminal.press("n")
    try terminal.wait(for: "the screen of the start") { $0 == first }
    try terminal.press("m")
    let masked = try expectWeights(terminal) { $0[4] = -.infinity }
    try terminal.press("n", "p")
    try terminal.wait(for: "the masked sentence") { $0 == masked }
  }

  @Test func everyViewComesAndGoes() throws {
    let terminal = try TerminalSession()
    let row = try terminal.start()
    try terminal.press("2")
    let matrix = try terminal.wait(for: "a row for each query") { screen in
      ["I", "went", "to", "the", "bank", "to", "deposit", "money"].allSatisfy { token in
        screen.text.hasMatch("(?m)^ ?[ ◆]\(token) ")
      }
    }
    try terminal.press("1")
    try terminal.wait(for: "the row again") { $0 == row }
    try terminal.press("v")
    try terminal.wait(for: "the matrix again") { $0 == matrix }
  }

  @Test func helpNamesEveryKeyAndGoesAway() throws {
    let terminal = try TerminalSession(rows: 100)
    let before = try terminal.start()
    for way in ["Escape", "q", "?", "Enter"] {
      try terminal.press("?")
      let keys = ["Ctrl-R", "Shift-Tab", "Enter", "← →", "undo", "temperature", "save", "quit"]
      try terminal.wait(for: "a help page with \(keys)") { keys.allSatisfy($0.shows) }
      try terminal.press(way)
      try terminal.wait(for: "the screen before help, after \(way)") { $0 == before }
    }
  }

  @Test func heldDownKeysAllArrive() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    for _ in 0..<4 {
      try terminal.press("-N", "100", "Right")
      try terminal.press("-N", "100", "Left")
    }
    try terminal.press("Right", "Right", "Right", "Right", "Right", "Right")
    try terminal.press("-N", "37", "Up")
    try expectWeights(terminal) { $0[Self.deposit] += 3.7 }
    try terminal.press("-N", "57", "Down")
    try expectWeights(terminal) { $0[Self.deposit] += -2 }
    try terminal.press("-N", "94", "u")
    try expectWeights(terminal) { _ in }
  }

  @Test func aLongSentenceScrollsToWhatIsHeavy() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.press("p")
    let start = try terminal.wait(for: "far apart") { $0.shows("16/16") && $0.query == "bank" }
    #expect(!start.text.hasMatch(#"\bdeposit\b.*\n.*α"#))
    try terminal.press("g")
    let heavy = try terminal.wait(for: "deposit selected") { $0.selected == "deposit" }
    #expect(heavy.weights.max() ?? 0 > 0.1)
    #expect(heavy.shows("Σα 1.000 ✓"))
    try terminal.press("Home")
    try terminal.wait(for: "the first token selected") { $0.selected == "My" }
    try terminal.press("End")
    try terminal.wait(for: "the last token selected") { $0.selected.map { $0 != "My" } ?? false }
    try terminal.press("Home", "PPage", "NPage", "PPage")
    try terminal.wait(for: "the first token selected") { $0.selected == "My" }
  }

  @Test func aTokenIsFound() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.type("/mon")
    try terminal.wait(for: "find token: mon")
    try terminal.press("Enter")
    try terminal.wait(for: "money selected") { $0.selected == "money" }
    try terminal.type("/zebra")
    try terminal.press("Enter")
    try terminal.wait(for: "a message about zebra") { $0.shows("zebra") && !$0.shows("find token") }
    try terminal.type("/wxent")
    try terminal.press("Left", "Left", "Left", "BSpace")
    try terminal.wait(for: "find token: went")
    try terminal.press("C-a", "C-k")
    try terminal.type("nt")
    try terminal.press("Home")
    try terminal.type("we")
    try terminal.wait(for: "find token: went")
    try terminal.press("Escape")
    let cancelled = try terminal.wait(for: "no prompt") { !$0.shows("find token") }
    #expect(cancelled.selected == "money")
  }

  /// Waits for the weights that softmax makes of the first sentence's scores and this change.
  @discardableResult
  private func expectWeights(
    _ terminal: TerminalSession, sourceLocation: SourceLocation = #_sourceLocation,
    after change: (inout [Double]) -> Void
  ) throws -> Screenshot {
    var scores = Self.bankWeights.map { log($0) }
    change(&scores)
    let exponentials = scores.map { exp($0) }
    let sum = exponentials.reduce(0, +)
    let weights = exponentials.map { $0 / sum }
    let listed = weights.map { String(format: "%.3f", $0) }.joined(separator: " ")
    return try terminal.wait(for: "the weights \(listed)", sourceLocation) { screen in
      screen.weights.count == weights.count
        && zip(screen.weights, weights).allSatisfy { abs($0 - $1) < 0.000_501 }
    }
  }
}

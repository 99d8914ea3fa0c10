// swift-format-ignore-file: NeverUseForceTry
import AttentionCore
import Explorer
import LanguageModel
import Lessons
import Resources
import SentenceFiles
import Testing

let model = try! BertModel(folder: Resources.model)

struct ConditionTests {
  private func explorer(_ keys: Key...) throws -> Explorer {
    let scene = try Scene(
      tokens: ["three", "seven", "five"],
      scores: try GivenScores(weights: .row([0.5, 0.3, 0.2])), values: Matrix([[3], [7], [5]]))
    let deck = try #require(try Deck([scene], model: model))
    var explorer = Explorer(deck, model: model)
    for key in keys {
      if let command = explorer.command(for: key) { _ = explorer.update(command) }
    }
    return explorer
  }

  @Test func whatHoldsOfASentenceAndWhatDoesNot() throws {
    let fresh = try explorer()
    let moved = try explorer(.right, .shiftUp, .character("t"), .character("2"))
    for (condition, isFresh, isMoved) in [
      (Condition.edited, false, true),
      (.query("three"), true, true), (.query("seven"), false, false),
      (.selected("three"), true, false), (.selected("seven"), false, true),
      (.weight("seven", 0.4...1), false, true), (.weight("seven", 0.29...0.31), true, false),
      (.blend(4.59...4.61), true, false), (.blend(5...7), false, true),
      (.temperature(0...0.9), false, true), (.masked("seven"), false, false),
      (.view(.matrix), false, true), (.head(Head(layer: 0, head: 0)), true, true),
      (.nearest("seven"), false, false),
    ] {
      #expect(condition.holds(of: fresh) == isFresh, "\(condition)")
      #expect(condition.holds(of: moved) == isMoved, "\(condition)")
    }
    #expect(try Condition.masked("five").holds(of: explorer(.end, .character("m"))))
  }
}

import AttentionCore
import Explorer
import Canvas
import Views
import Models
import Lessons
import Scenes
import Testing

struct ConditionTests {
  private func explorer(_ keys: Key...) throws -> Explorer {
    let scene = try Scene(
      tokens: ["three", "seven", "five"],
      scores: try GivenScores(weights: .row([0.5, 0.3, 0.2])), values: Matrix([[3], [7], [5]]))
    var explorer = Explorer(
      OpenSentences(try PreparedScene(scene, models: models), models: models))
    for key in keys {
      if let command = explorer.command(for: key) { _ = explorer.update(command) }
    }
    return explorer
  }

  @Test func whatHoldsOfASentenceAndWhatDoesNot() throws {
    let fresh = try explorer()
    let moved = try explorer(
      .right, .shiftUp, .character("t"), .character(">"), .character("W"), .character("2"))
    for (condition, isFresh, isMoved) in [
      (Condition.edited, false, true),
      (.has("five"), true, true), (.has("fifty"), false, false),
      (.query("three"), true, true), (.query("seven"), false, false),
      (.selected("three"), true, false), (.selected("seven"), false, true),
      (.weight("seven", 0.4...1), false, true), (.weight("seven", 0.29...0.31), true, false),
      (.score("seven", -1.3 ... -1.1), true, false), (.score("seven", -0.3 ... -0.1), false, true),
      (.shifted(0...0), true, false), (.shifted(0.5...2), false, false),
      (.blend(4.59...4.61), true, false), (.blend(5...7), false, true),
      (.temperature(0...0.9), false, true), (.masked("seven"), false, false),
      (.retention(0.55...0.65), false, true), (.window(3), true, false), (.window(5), false, true),
      (.view("matrix"), false, true), (.head(HeadID(layer: 0, index: 0)), true, true),
      (.nearest("seven"), false, false),
    ] {
      #expect(condition.holds(of: fresh) == isFresh, "\(condition)")
      #expect(condition.holds(of: moved) == isMoved, "\(condition)")
    }
    #expect(try Condition.masked("five").holds(of: explorer(.end, .character("m"))))
    let shifted = try explorer(.character("+"), .character("+"))
    #expect(Condition.shifted(1.5...2.5).holds(of: shifted))
    #expect(!Condition.shifted(2.5...3).holds(of: shifted))
  }
}

import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Scenes
import Testing

struct SentenceUpdateTests {
  @Test func aNudgeMovesOneScoreAndAllWeights() {
    var explorer = Explorer.of(bank)
    let before = explorer.analysis.row
    explorer.press(.right, .right, .up)
    let after = explorer.analysis.row
    #expect(explorer.sentence.selected == 6)
    #expect(abs(after.scores[6] - before.scores[6] - 0.1) < 1e-12)
    #expect(after.weights[6] > before.weights[6])
    for key in 0..<8 where key != 6 { #expect(after.weights[key] < before.weights[key]) }
    #expect(abs(after.sum - 1) < 1e-12)
  }

  /// Softmax sees differences alone: in a model too, where tokens may be hidden or joined.
  @Test(arguments: [[], [Key.character("d"), .character("w")]])
  func oneNumberForAllScoresMovesNoWeight(layout: [Key]) {
    for scene in [bank, plain] {
      var explorer = Explorer.of(scene)
      for key in layout { explorer.press(key) }
      let before = explorer.analysis.row
      explorer.press(.character("+"), .character("+"), .character("-"), .character("+"))
      let row = explorer.analysis.row
      for token in before.scores.indices {
        #expect(abs(row.scores[token] - before.scores[token] - 2) < 1e-9)
        #expect(abs(row.weights[token] - before.weights[token]) < 1e-12)
      }
      for _ in 0..<4 { explorer.press(.character("u")) }
      #expect(explorer.analysis.row == before && !explorer.analysis.isEdited)
    }
  }

  @Test func theSelectionStopsAtTheEnds() {
    var explorer = Explorer.of(bank)
    for _ in 0..<20 { explorer.press(.left) }
    #expect(explorer.sentence.selected == 0)
    explorer.press(.pageDown)
    #expect(explorer.sentence.selected == 7)
    explorer.press(.home)
    #expect(explorer.sentence.selected == 0)
    explorer.press(.end, .right)
    #expect(explorer.sentence.selected == 7)
  }

  /// Presses everything that changes something, then undoes it step by step.
  @Test func everyChangeCanBeUndoneAndRedone() {
    var explorer = Explorer.of(bank)
    let keys: [Key] = [
      .up, .shiftDown, .character("m"), .character("m"), .character("0"), .down,
      .character("t"), .character("T"), .character("T"), .character("c"), .character("m"),
      .character("r"),
    ]
    var states = [explorer.sentence.interventions]
    for key in keys {
      explorer.press(key)
      if explorer.sentence.interventions != states.last {
        states.append(explorer.sentence.interventions)
      }
    }
    #expect(states.count > 8)
    for state in states.dropLast().reversed() {
      explorer.press(.character("u"))
      #expect(explorer.sentence.interventions == state)
    }
    explorer.press(.character("u"))
    #expect(explorer.message?.text == "nothing to undo")
    for state in states.dropFirst() {
      explorer.press(.control("r"))
      #expect(explorer.sentence.interventions == state)
    }
  }

  @Test func aMaskedTokenHasNoWeightAndIsNotNudged() {
    var explorer = Explorer.of(bank)
    explorer.press(.end, .character("m"))
    #expect(explorer.analysis.row.weights[7] == 0)
    explorer.press(.up)
    #expect(explorer.message?.text == "this score is masked; m takes the mask off")
    explorer.press(.character("m"))
    #expect(explorer.analysis.row == explorer.analysis.original)
  }

  @Test func whatTheCausalMaskHidesIsNotNudged() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("c"), .end, .up)
    #expect(explorer.message?.text.hasPrefix("the causal mask hides this token") == true)
    #expect(explorer.analysis.row.weights[5...] == [0, 0, 0])
  }

  @Test func aWeightOfZeroInTheFileIsNotNudged() throws {
    let scene = try Scene(
      tokens: ["a", "b"], scores: try GivenScores(weights: .row([1, 0])))
    var explorer = Explorer.of(scene)
    explorer.press(.right, .up)
    #expect(explorer.message?.text.contains("−∞") == true)
    #expect(explorer.sentence.interventions == explorer.sentence.original)
  }

  @Test func theQueryMoves() {
    var explorer = Explorer.of(bank)
    explorer.press(.tab)
    #expect(explorer.analysis.row.query == 5)
    #expect(explorer.analysis.origin == .similarity)
    explorer.press(.backTab, .backTab)
    #expect(explorer.sentence.query == 3)
    explorer.press(.end, .enter)
    #expect(explorer.sentence.query == 7)
    for _ in 0..<20 { explorer.press(.tab) }
    #expect(explorer.sentence.query == 7)
  }

  @Test func editsBelongToTheirQuery() {
    var explorer = Explorer.of(bank)
    explorer.press(.up, .tab)
    #expect(explorer.analysis.row == explorer.analysis.original)
    explorer.press(.backTab)
    #expect(explorer.analysis.row != explorer.analysis.original)
  }

  @Test func undoGoesToTheQueryWhoseScoreItChanges() {
    var explorer = Explorer.of(bank)
    explorer.press(.end, .up, .tab, .tab, .home, .character("u"))
    #expect(explorer.sentence.query == 4)
    #expect(explorer.sentence.selected == 7)
    explorer.press(.tab, .control("r"))
    #expect(explorer.sentence.query == 4)
  }

  @Test func findingEndsTheJumps() {
    var explorer = Explorer.of(bank)
    explorer.press(.home, .character("g"), .character("/"))
    explorer.type("went")
    explorer.press(.enter, .character("g"))
    #expect(explorer.sentence.selected == 6)
  }

  @Test func oneKeyJumpsToTheHeaviestTokensInTurn() {
    var explorer = Explorer.of(bank)
    explorer.press(.home, .character("g"))
    #expect(explorer.sentence.selected == 6)
    explorer.press(.character("g"))
    #expect(explorer.sentence.selected == 7)
    explorer.press(.character("g"))
    #expect(explorer.sentence.selected == 4)
  }

  @Test func temperatureFlattensAndSharpens() {
    var explorer = Explorer.of(bank)
    let entropy = explorer.analysis.row.entropy
    explorer.press(.character("T"))
    #expect(explorer.analysis.row.entropy > entropy)
    explorer.press(.character("t"), .character("t"))
    #expect(explorer.analysis.row.entropy < entropy)
  }

  @Test func theBestHeadOfATokenThatNoHeadLooksAtIsNone() {
    var explorer = Explorer.of(plain)
    explorer.press(.character("]"), .character("]"), .right, .right)
    explorer.press(.character("x"), .character("x"), .character("m"))
    let head = explorer.sentence.head
    #expect(head != HeadID(layer: 0, index: 0))
    explorer.press(.character("b"))
    #expect(explorer.sentence.head == head)
    #expect(explorer.message?.text.contains("a weight of 0 in every head") == true)
    explorer.press(.character("u"), .character("c"), .end, .character("b"))
    #expect(explorer.sentence.head == head)
    #expect(explorer.message?.text.contains("the causal mask hides this token") == true)
  }
}

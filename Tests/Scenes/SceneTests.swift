import AttentionCore
import Scenes
import Testing

struct SceneTests {
  @Test(arguments: [
    ("!!!", ["!!!"]), ("🙂", ["🙂"]), ("… ?! 🙂", ["…", "?!", "🙂"]), ("!!! no", ["no"]),
  ])
  func aSentenceWithoutWordsHasItsSigns(sentence: String, tokens: [String]) throws {
    let scene = try Scene(sentence: sentence)
    #expect(scene.tokens.map(\.original) == tokens)
    #expect(!scene.tokensAreGiven)
  }

  @Test func aSentenceGivesItsWordsAndDefaults() throws {
    let scene = try Scene(sentence: "I went, to the bank.")
    #expect(scene.tokens.map(\.original) == ["I", "went", "to", "the", "bank"])
    #expect(!scene.tokensAreGiven)
    #expect(scene.query == nil && scene.temperature.value == 1 && !scene.causal)
    #expect(scene.scores == nil && scene.vectors == nil && scene.probes.isEmpty)
  }

  @Test func tokensAloneMakeTheSentence() throws {
    let scene = try Scene(tokens: ["##ing", "[CLS]"])
    #expect(scene.sentence.original == "##ing [CLS]")
    #expect(scene.tokensAreGiven)
    let both = try Scene(sentence: "no match needed", tokens: ["3"])
    #expect(both.tokens.map(\.original) == ["3"])
    #expect(both.sentence.original == "no match needed")
  }

  @Test func whatIsWrongIsNamed() {
    expect(nil, "neither sentence nor tokens") { try Scene() }
    expect("sentence", "has no words") { try Scene(sentence: " \t") }
    expect("tokens", "has no words") { try Scene(tokens: []) }
    expect("tokens", "tokens[1] is empty") { try Scene(tokens: ["a", ""]) }
    expect("query", "query is 2; the indices go from 0 to 1") {
      try Scene(sentence: "a b", query: 2)
    }
    expect("query", "query is -1") { try Scene(sentence: "a b", query: -1) }
    expect("scores", "scores has length 1; it must be 2") {
      try Scene(sentence: "a b", scores: .row([1]))
    }
    expect("scores", "scores[1] has length 3; it must be 2") {
      try Scene(sentence: "a b", scores: .matrix([[1, 2], [1, 2, 3]]))
    }
    expect("scores", "scores[0] is nan") { try Scene(sentence: "a", scores: .row([.nan])) }
    expect("scores", "scores[0] is inf") { try Scene(sentence: "a", scores: .row([.infinity])) }
    expect("values", "values has length 1; it must be 2") {
      try Scene(sentence: "a b", values: Matrix([[1]]))
    }
    expect("values", "too large") { try Scene(sentence: "a", values: Matrix([[.infinity]])) }
    expect("values", "empty vectors") { try Scene(sentence: "a", values: Matrix([[]])) }
    expect("dimensions", "without values") { try Scene(sentence: "a", dimensions: ["x"]) }
    expect("dimensions", "dimensions has length 2; it must be 1") {
      try Scene(sentence: "a", values: Matrix([[1]]), dimensions: ["x", "y"])
    }
    for temperature in [0, -1, Double.nan, .infinity] {
      expect("temperature", "it must be from 0.001 to 1000") {
        try Scene(sentence: "a", temperature: temperature)
      }
    }
  }

  @Test func whatIsBegunElsewhereIsCheckedToo() throws {
    let scene = try Scene(sentence: "a b")
    #expect(try scene.with(query: 1).query == 1)
    expect("query", "query is 2; the indices go from 0 to 1") { try scene.with(query: 2) }
    expect("scores", "scores has length 1; it must be 2") {
      try scene.with(start: .given(.row([1])))
    }
    expect("scores", "scores[0] is nan") { try scene.with(start: .given(.row([.nan, 1]))) }
    let edit = try EditRequest("a:b:mask")
    let many = Array(repeating: edit, count: Scene.mostEdits + 1)
    expect("edits", "it may have \(Scene.mostEdits)") {
      try scene.with(start: .model(try Scene.ModelState(edits: many)))
    }
  }

  @Test func whatGrowsLosesTheValuesOfItsOwnTokens() throws {
    let scene = try Scene(
      sentence: "a b", values: Matrix([[1, 2], [3, 4]]), dimensions: ["x", "y"], axes: ["x", "y"])
    let grown = try scene.growing(to: "a b c", ids: [1, 2, 3])
    #expect(grown.vectors == nil && grown.axes == nil && grown.tokens.count == 3)
  }

  @Test func lengthHasALimitThatTheMessageNames() {
    let many = Array(repeating: "a", count: Scene.mostTokens + 1)
    expect("tokens", "it may have \(Scene.mostTokens)") { try Scene(tokens: many) }
    let long = String(repeating: "a", count: Scene.longestSentence + 1)
    expect("sentence", "it may have \(Scene.longestSentence)") { try Scene(sentence: long) }
    let label = String(repeating: "a", count: Scene.longestLabel)
    expect("tokens", "they may have \(Scene.longestSentence)") {
      try Scene(tokens: Array(repeating: label, count: 101))
    }
    let words = (0...Scene.mostProbes).map(String.init)
    expect("probes", "it may have \(Scene.mostProbes)") { try Scene(sentence: "a", probes: words) }
    expect("probes", "it may have \(Scene.longestLabel)") {
      try Scene(sentence: "a", probes: [label + "a"])
    }
    expect("pair", "it may have \(Scene.longestLabel)") {
      try Scene(sentence: "a", pair: ["b", label + "a"])
    }
    expect("dimensions", "it may have \(Scene.longestLabel)") {
      try Scene(
        tokens: ["a"], values: Matrix([[1]]), dimensions: [label + "a"])
    }
  }

  private func expect(
    _ key: String?, _ message: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ make: () throws -> Scene
  ) {
    let error = #expect(throws: SceneError.self, sourceLocation: sourceLocation) { try make() }
    #expect(error?.key == key, sourceLocation: sourceLocation)
    #expect(
      error?.description.contains(message) == true, "\(error?.description ?? "")",
      sourceLocation: sourceLocation)
  }
}

import AttentionCore
import Foundation
import Scenes
import Testing

struct SceneDecoderTests {
  @Test func everyKeyIsRead() throws {
    let scene = try scene(
      """
      {"title": "t", "notes": "n", "sentence": "a b", "tokens": ["x", "y"], "query": "Y",
       "temperature": 0.5, "causal": true, "scores": [[1, null], [-2.5e0, 3]],
       "values": [[1, 2, 3], [4, 5, 6]], "dimensions": ["p", "q", "r"], "probes": ["z"],
       "axes": ["r", "p"]}
      """)
    #expect(
      try scene
        == Scene(
          sentence: "a b", tokens: ["x", "y"], title: "t", notes: "n", query: 1,
          scores: .matrix([[1, -.infinity], [-2.5, 3]]), values: Matrix([[1, 2, 3], [4, 5, 6]]),
          dimensions: ["p", "q", "r"], probes: ["z"], axes: ["r", "p"], temperature: 0.5,
          causal: true))
  }

  @Test func weightsBecomeTheirLogarithms() throws {
    #expect(
      try scene(#"{"sentence": "a b", "weights": [0.25, 0.75]}"#).scores
        == .row([log(0.25), log(0.75)]))
  }

  @Test func headAndEditsAreRead() throws {
    let scene = try scene(
      #"{"sentence": "a b", "head": "L3H1", "edits": ["a:b:mask:all", "1:2:-0.5:L3H1"]}"#)
    #expect(scene.modelState.head == HeadID(layer: 3, index: 1))
    #expect(
      scene.modelState.edits == [try EditRequest("a:b:mask:all"), try EditRequest("1:2:-0.5:L3H1")])
  }

  @Test func theModelIsRelativeToTheFile() throws {
    let json = Array(#"{"sentence": "a b", "model": "../models/mine"}"#.utf8)
    let reading = SentenceFile.read(json, as: .json, name: "files/a.json")
    let model = try #require(reading.scenes.first?.modelState.model)
    #expect(model == ModelReference("../models/mine", in: "files"))
    #expect(model.nameOrFolder == "files/../models/mine")
  }

  @Test func nullIsAsIfAbsent() throws {
    #expect(try scene(#"{"sentence": "a", "title": null, "scores": null}"#) == Scene(sentence: "a"))
  }

  @Test func aQueryIsAWordOrAnIndex() throws {
    #expect(try scene(#"{"sentence": "a b c", "query": 2}"#).query == 2)
    #expect(try scene(#"{"sentence": "a b c", "query": 2.0}"#).query == 2)
    #expect(try scene(#"{"tokens": ["3", "7", "5"], "query": "7"}"#).query == 1)
  }

  @Test(arguments: [
    (
      #"{"sentence": "a", "head": "3.1"}"#,
      "1: head is \"3.1\"; it must be a layer and a head from 0, such as \"L3H1\""
    ),
    (
      "{\"sentence\": \"a\",\n\"edits\": [\"a:a:much\"]}",
      "2: edits[0]: the edit “a:a:much” has the amount “much”; it must be mask, or a"
        + " number from -10000 to 10000"
    ),
    (
      "{\"sentence\": \"a\", \"weights\": [1],\n\"head\": \"L3H1\"}",
      "2: head belongs to a model's heads; a scene with weights or scores of its own has none"
    ),
    (
      #"{"sentence": "a", "token": 1.5}"#,
      "1: token is 1.5; it must be the index of a model's token, from 0"
    ),
    (#"{"title": "t"}"#, "1: the scene has neither sentence nor tokens; give one of them"),
    (#"{"sentence": " "}"#, "1: the sentence has no words; write at least one"),
    (#"{"sentence": 3}"#, "1: sentence is a number; it must be a string"),
    (#"{"tokens": "a"}"#, "1: tokens is a string; it must be an array"),
    (#"{"tokens": ["a", 3]}"#, "1: tokens[1] is a number; it must be a string"),
    (
      "{\"sentence\": \"a b\",\n\"weight\": [1]}",
      "2: \"weight\" is not a key of a scene; did you mean weights?"
    ),
    (
      #"{"sentence": "a", "colour": 1}"#,
      "1: \"colour\" is not a key of a scene; the keys are title, notes, sentence, tokens, query,"
        + " temperature, causal, weights, scores, values, dimensions, probes, axes, pair, model,"
        + " head, token, ids, edits, ablations, beside, patches, segments"
    ),
    ("{\"sentence\": \"a\",\n\"sentence\": \"b\"}", "2: sentence is given twice; keep one of them"),
    (
      "{\"sentence\": \"a b\",\n\"scores\": [1,\n\"x\"]}",
      "3: scores[1] is a string; it must be a number, or null for a mask"
    ),
    (#"{"sentence": "a b", "weights": [1, null]}"#, "1: weights[1] is null; it must be a number"),
    (
      #"{"sentence": "a b", "weights": [[1, 0], 1]}"#,
      "1: weights[1] is a number; it must be an array"
    ),
    (
      #"{"sentence": "a b", "weights": [[1, 0]]}"#,
      "1: weights has length 1; it must be 2, a row for each token"
    ),
    (
      #"{"sentence": "a b", "weights": [[1, 0], [0.4, 0.5]]}"#,
      "1: weights[1] sums to 0.9; it must sum to 1"
    ),
    (
      #"{"sentence": "a b", "weights": [1, 0], "scores": [1, 0]}"#,
      "1: the scene has both weights and scores; keep one of them"
    ),
    (
      #"{"sentence": "a b a", "query": "a"}"#,
      "1: query: \"a\" occurs 2 times, at 0, 2; write one of these indices"
    ),
    (#"{"sentence": "a b", "query": 2}"#, "1: query is 2; the indices go from 0 to 1"),
    (#"{"sentence": "a b", "query": 0.5}"#, "1: query is 0.5; the indices go from 0 to 1"),
    (#"{"sentence": "a b", "query": 1e300}"#, "1: query is 1e+300; the indices go from 0 to 1"),
    (
      #"{"sentence": "a b", "query": []}"#,
      "1: query is an array; it must be a token or its index from 0"
    ),
    (#"{"sentence": "a b", "values": [1, 2]}"#, "1: values[0] is a number; it must be an array"),
    (
      #"{"sentence": "a b", "values": [[1], [1, 2]]}"#,
      "1: values[1] has length 2; it must be 1, as values[0] has"
    ),
    (
      #"{"sentence": "a", "values": [[1e39]]}"#,
      "1: values has a number too large; each must be below 3.4e38"
    ),
    (
      #"{"sentence": "a", "values": [[1]], "dimensions": ["x", "y"]}"#,
      "1: dimensions has length 2; it must be 1, a name for each number of a value vector"
    ),
    (
      "{\"sentence\": \"a\",\n\"axes\": [\"x\"]}",
      "2: axes has length 1; it must be 2, two words or two dimensions"
    ),
    (
      #"{"sentence": "a", "axes": ["x", " "]}"#,
      "1: axes[1] has no word; write one that has a vector"
    ),
    (
      #"{"sentence": "a", "axes": ["x", "x"]}"#,
      "1: axes has \"x\" twice; name two different ones"
    ),
    (
      "{\"sentence\": \"a\", \"values\": [[1, 2]], \"dimensions\": [\"p\", \"q\"],\n\"axes\": [\"p\", \"x\"]}",
      "2: axes[1] is \"x\"; with values of the scene's own it must be one of their dimensions, such as"
        + " \"p\""
    ),
    (
      #"{"sentence": "a", "values": [[1, 2]], "axes": ["p", "q"]}"#,
      "1: axes stands with values without names; give them dimensions"
    ),
    (#"{"sentence": "a", "causal": 1}"#, "1: causal is a number; it must be true or false"),
    (
      #"{"sentence": "a", "temperature": 0}"#,
      "1: temperature is 0.0; it must be from 0.001 to 1000"
    ),
    (#"7"#, "1: a scene must be an object {…}, not a number"),
    ("\n12", "2: a scene must be an object {…}, not a number"),
  ])
  func saysWhatWouldBeRight(json: String, message: String) {
    let reading = SentenceFile.read(Array(json.utf8), as: .json, name: "f")
    #expect(reading.scenes.isEmpty)
    #expect(reading.problems.map(\.description) == ["f:" + message])
  }

  @Test func quotedContentIsMadeSafeAndShort() {
    let json = #"{"sentence": "a", "\u001b[2J"# + String(repeating: "x", count: 9999) + #"": 1}"#
    let reading = SentenceFile.read(Array(json.utf8), as: .json, name: "f")
    let message = reading.problems.first?.description ?? ""
    #expect(message.hasPrefix("f:1: \"␛[2Jxxxx"))
    #expect(message.count < 300)
  }

  private func scene(_ json: String) throws -> Scene {
    let reading = SentenceFile.read(Array(json.utf8), as: .json, name: "f")
    if let problem = reading.problems.first { throw problem }
    return try #require(reading.scenes.first)
  }
}

import OpenedSentences
import AttentionCore
import Explorer
import Foundation
import JSON
import Scenes
import Export
import Screen
import Views
import Testing
import Text

struct PrintedJSONTests {
  private func object(_ sentence: Sentence, queries: [Int]) throws -> [String: Any] {
    let text = try printedJSON(of: sentence, queries: queries)
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(json as? [String: Any])
  }

  @Test func itHasTheKeysOfTheContract() throws {
    let sentence = Sentence(builtIn[0])
    let object = try object(sentence, queries: [4])
    #expect(
      Set(object.keys) == [
        "title", "sentence", "tokens", "ids", "source", "model", "layer", "head", "temperature",
        "causal", "edits", "ablations", "beside", "patches", "rows",
      ])
    for key in ["ids", "model", "layer", "head", "beside"] { #expect(object[key] is NSNull) }
    #expect(object["source"] as? String == "given")
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(
      Set(rows[0].keys) == [
        "query", "scores", "weights", "blend", "nearest", "probes", "entropy",
      ])
    #expect((rows[0]["nearest"] as? [Any])?.count == 8)
  }

  /// What the weights count for stands beside them, in each head its own.
  @Test func whatWeightsCountForIsPrinted() throws {
    let sentence = Sentence(try Scene(sentence: "We sat by the river."))
    let rows = { (counting: Counting) throws -> [[String: Any]] in
      var text = ""
      try printedJSON(of: sentence, queries: [2, 3], allHeads: true, counting: counting) {
        text += $0
      }
      let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      return try #require(json?["rows"] as? [[String: Any]])
    }
    let attention = RowAnalysis(sentence).attention
    for row in try rows(.lengths) {
      let head = HeadID(
        layer: try #require(row["layer"] as? Int), index: try #require(row["head"] as? Int))
      let weights = try #require(row["weights"] as? [Double])
      let products = zip(weights, attention.valueLengths(head)).map { $0 * Double($1) }
      let counted = try #require(row["counted"] as? [Double])
      #expect(row["counted_as"] as? String == "α·‖v·W_O‖")
      for (one, other) in zip(counted, products) {
        #expect(abs(one - other / products.reduce(0, +)) < 1e-5)
      }
    }
    let rollout = try #require(attention.rollout(to: 2))
    for row in try rows(.rollout) where row["layer"] as? Int == 2 {
      let query = try #require(row["query"] as? Int)
      let counted = try #require(row["counted"] as? [Double])
      #expect(zip(counted, rollout[query]).allSatisfy { abs($0 - Double($1)) < 1e-6 })
      #expect(row["counted_as"] as? String == "rollout to L2")
    }
    #expect(try rows(.weights).allSatisfy { $0["counted"] == nil && $0["counted_as"] == nil })
  }

  /// What is patched is said as it is asked for, and what each activation brings back where that is asked.
  @Test func whatIsPatchedIsSaid() throws {
    var options = OpeningOptions()
    options.beside = SafeText("We sat by the lake.")
    options.patches = [try PatchRequest("L2H1:v@the"), try PatchRequest("L3:residual")]
    let sentence = try Sentence(try Scene(sentence: "We sat by the river."), options: options)
    let object = try object(sentence, queries: [2])
    #expect(object["beside"] as? String == "We sat by the lake.")
    #expect(object["patches"] as? [String] == ["L2H1:v@4", "L3:residual"])
    #expect(object["patching"] == nil)
    var text = ""
    try printedJSON(
      of: sentence, queries: [2], patching: PatchingMap(complete: .residuals, sentence)
    ) { text += $0 }
    let printed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let cells = try #require(printed?["patching"] as? [[String: Any]])
    #expect(cells.count == 6 * sentence.tokens.count)
    #expect(cells.allSatisfy { $0["layer"] is Int && $0["token"] is Int && $0["value"] is Double })
    #expect(cells.allSatisfy { $0["head"] == nil })
  }

  @Test func aModelIsNamedAndItsTokensHaveIDs() throws {
    var options = OpeningOptions()
    options.edits = [try EditRequest("it:trophy:mask:all"), try EditRequest("it:1:+1.5:L2")]
    let scene = try Scene(sentence: "The trophy wouldn't fit in the suitcase: it was too big.")
    let sentence = try Sentence(scene, options: options)
    let object = try object(sentence, queries: [sentence.query])
    #expect(
      object["model"] as? NSDictionary == [
        "name": "all-MiniLM-L6-v2", "type": "bert", "layers": 6, "heads": 12,
      ])
    let tokens = try #require(object["tokens"] as? [String])
    let ids = try #require(object["ids"] as? [Int])
    #expect(ids.map { model.tokenizer.vocabulary[$0] } == tokens)
    // The word “the” comes twice, so its place stands for it.
    #expect(object["edits"] as? [String] == ["it:1:1.5:L2", "it:trophy:mask:all"])
    let rows = try #require(object["rows"] as? [[String: Any]])
    let cosine = try #require(rows[0]["cosine_to_before"] as? Double)
    #expect(cosine > 0 && cosine < 1)
    #expect(rows[0]["layer"] == nil && rows[0]["head"] == nil)
  }

  @Test func ofEveryHeadTheRowSaysWhichItIs() throws {
    let sentence = Sentence(try Scene(sentence: "We fished by the bank of the river."))
    let heads = sentence.source.allHeads
    let text = try printedJSON(of: sentence, queries: [1, 2], allHeads: true)
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let rows = try #require((json as? [String: Any])?["rows"] as? [[String: Any]])
    #expect(rows.count == 2 * 72)
    for (place, row) in rows.enumerated() {
      #expect(row["query"] as? Int == 1 + place / 72)
      #expect(row["layer"] as? Int == heads[place % 72].layer)
      #expect(row["head"] as? Int == heads[place % 72].index)
      #expect(row["cosine_to_before"] == nil)
    }
  }

  @Test func numbersComeBackExactly() throws {
    struct Printed: Decodable {
      struct Row: Decodable {
        let weights: [Double]
        let blend: [Float]
        let entropy: Double
      }
      let rows: [Row]
    }
    let sentence = Sentence(builtIn[0])
    let analysis = RowAnalysis(sentence)
    let text = try printedJSON(of: sentence)
    let row = try JSONDecoder().decode(Printed.self, from: Data(text.utf8)).rows[0]
    #expect(row.weights == analysis.row.weights)
    #expect(row.blend == analysis.blend)
    #expect(row.entropy == analysis.row.entropy)
  }

  @Test func softmaxOfThePrintedScoresIsThePrintedWeights() throws {
    var options = OpeningOptions()
    options.temperature = Temperature(3)
    options.edits = [try EditRequest("bank:deposit:mask")]
    let sentence = try Sentence(builtIn[0], options: options)
    let rows = try #require(try object(sentence, queries: [4])["rows"] as? [[String: Any]])
    let scores = try #require(rows[0]["scores"] as? [Any])
    #expect(scores[6] is NSNull)
    let weights = softmax(scores.map { $0 as? Double ?? -.infinity })
    for (weight, printed) in zip(weights, try #require(rows[0]["weights"] as? [Double])) {
      #expect(abs(weight - printed) < 1e-12)
    }
  }

  @Test func hostileTextIsEscapedAndComesBack() throws {
    let hostile = "a\u{1B}[2J \u{202E}b \u{9B}c \"quoted\" \\ 東京"
    let sentence = Sentence(try Scene(sentence: hostile))
    let text = try printedJSON(of: sentence)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && SafeText.isHostile($0) })
    let object = try object(sentence, queries: [0])
    #expect(object["sentence"] as? String == hostile)
  }

  @Test func aNumberThatIsNotFiniteIsAnErrorAndNotNull() throws {
    let scene = try Scene(tokens: ["a", "b"], scores: .row([1e308, 0]), temperature: 0.001)
    let sentence = Sentence(scene)
    var text = ""
    #expect(throws: JSONText.NotFinite.self) {
      try printedJSON(of: sentence, queries: [0]) { text += $0 }
    }
    #expect(text.isEmpty)
    // Rows before it are written, and nothing of its own.
    #expect(throws: JSONText.NotFinite.self) {
      try printedJSON(of: sentence, queries: [1, 0]) { text += $0 }
    }
    let rest = try JSONSerialization.jsonObject(with: Data((text + "]}").utf8))
    let rows = try #require((rest as? [String: Any])?["rows"] as? [[String: Any]])
    #expect(rows.compactMap { $0["query"] as? Int } == [1])
  }

  @Test func eachRowIsWrittenWhenItIsRead() throws {
    let sentence = Sentence(try Scene(sentence: "a cat sat"))
    var parts: [String] = []
    try printedJSON(of: sentence, queries: [1, 2], allHeads: true) { parts.append($0) }
    #expect(parts.count == 2 * 72 + 1)
    #expect(parts.allSatisfy { $0.matches(of: /"weights"/).count <= 1 })
  }

  @Test func aProbeThatTheVocabularyLacksIsNull() throws {
    let sentence = Sentence(try Scene(sentence: "a cat sat", probes: ["ᎣᏏᏲ", "cat"]))
    let rows = try #require(try object(sentence, queries: [1])["rows"] as? [[String: Any]])
    let probes = try #require(rows[0]["probes"] as? [String: Any])
    #expect(probes["ᎣᏏᏲ"] is NSNull && probes["cat"] is Double)
  }
}

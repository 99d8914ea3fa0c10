import AttentionCore
import Explorer
import Foundation
import Scenes
import Screen
import Testing
import Text

struct PrintedJSONTests {
  private func object(_ sentence: Sentence, queries: [Int]) throws -> [String: Any] {
    let analyses = queries.map { RowAnalysis(sentence.withQuery($0), model: model) }
    let text = printedJSON(of: sentence, analyses: analyses)
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(json as? [String: Any])
  }

  @Test func itHasTheKeysOfTheContract() throws {
    let sentence = Sentence(builtIn[0], model: model)
    let object = try object(sentence, queries: [4])
    #expect(
      Set(object.keys) == [
        "title", "sentence", "tokens", "source", "layer", "head", "temperature", "causal", "rows",
      ])
    #expect(object["layer"] is NSNull && object["head"] is NSNull)
    #expect(object["source"] as? String == "given")
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(
      Set(rows[0].keys) == [
        "query", "scores", "weights", "blend", "nearest", "probes", "entropy",
      ])
    #expect((rows[0]["nearest"] as? [Any])?.count == 8)
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
    let sentence = Sentence(builtIn[0], model: model)
    let analysis = RowAnalysis(sentence, model: model)
    let text = printedJSON(of: sentence, analyses: [analysis])
    let row = try JSONDecoder().decode(Printed.self, from: Data(text.utf8)).rows[0]
    #expect(row.weights == analysis.row.weights)
    #expect(row.blend == analysis.blend)
    #expect(row.entropy == analysis.row.entropy)
  }

  @Test func softmaxOfThePrintedScoresIsThePrintedWeights() throws {
    var options = OpeningOptions()
    options.temperature = Temperature(3)
    options.edits = [try EditRequest("bank:deposit:mask")]
    let sentence = try Sentence(builtIn[0], options: options, model: model)
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
    let sentence = Sentence(try Scene(sentence: hostile), model: model)
    let text = printedJSON(of: sentence, analyses: [RowAnalysis(sentence, model: model)])
    #expect(!text.unicodeScalars.contains { $0 != "\n" && SafeText.isHostile($0) })
    let object = try object(sentence, queries: [0])
    #expect(object["sentence"] as? String == hostile)
  }
}

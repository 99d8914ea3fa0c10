import Foundation
import Testing

/// What `attnviz print` writes, as other programs read it.
struct PrintTests {
  private static let bank = """
    {"sentence": "I went to the bank to deposit money.", "query": "bank", "probes": ["money"],
     "weights": [0.04, 0.04, 0.04, 0.04, 0.15, 0.04, 0.35, 0.30]}
    """

  @Test func jsonHoldsWhatIsPromised() throws {
    let scenes = try objects(try Program.attnviz("print", "--format", "json").output)
    #expect(scenes.count == 16)
    for scene in scenes {
      #expect(
        Set(scene.keys).isSuperset(of: [
          "title", "sentence", "tokens", "source", "layer", "head", "temperature", "causal", "rows",
        ]))
      let tokens = try #require(scene["tokens"] as? [String])
      let rows = try #require(scene["rows"] as? [[String: Any]])
      #expect(rows.count == 1)
      try check(rows, tokens: tokens.count)
    }
    #expect(scenes[0]["title"] as? String == "bank, the money kind")
    #expect(scenes[0]["source"] as? String == "given")
    #expect(scenes[0]["layer"] is NSNull)
    #expect(scenes[0]["causal"] as? Bool == false)
    #expect(scenes[6]["causal"] as? Bool == true)
    #expect(scenes[6]["temperature"] as? Double == 1.5)
  }

  @Test func allQueriesGiveARowEach() throws {
    let scene = try bank("--all-queries")
    let tokens = try #require(scene["tokens"] as? [String])
    #expect(tokens == ["I", "went", "to", "the", "bank", "to", "deposit", "money"])
    let rows = try #require(scene["rows"] as? [[String: Any]])
    #expect(rows.compactMap { $0["query"] as? Int } == Array(tokens.indices))
    try check(rows, tokens: tokens.count)
    let given = try weights(rows[4])
    for (weight, expected) in zip(given, [0.04, 0.04, 0.04, 0.04, 0.15, 0.04, 0.35, 0.30]) {
      #expect(abs(weight - expected) < 1e-9)
    }
  }

  /// V's ways to count weights are there without a screen.
  @Test func whatWeightsCountForIsPrinted() throws {
    let sentence = ["print", "--sentence", "a cat sat", "--layer", "3", "--head", "0"]
    let text = try Program.attnviz(sentence + ["--counting", "lengths"])
    #expect(text.output.contains("weight  α·‖v·W_O‖\n") && text.errors == "")
    let picture = try Program.attnviz(
      sentence + ["--counting", "rollout", "--format", "ansi", "--no-color"])
    #expect(picture.output.contains("rollout to L3") && picture.errors == "")
    let plain = try Program.attnviz(
      "print", "--sentence", "a cat sat", "--source", "similarity", "--counting", "rollout")
    #expect(plain.status == 0 && plain.errors.contains("a rollout needs the layers of a model"))
    #expect(!plain.output.contains("rollout"))
    let arrays = try Program.attnviz(
      sentence + ["--counting", "lengths", "--output", "a.npz"])
    #expect(arrays.status == 64 && arrays.errors.contains("npz has the weights themselves"))
  }

  @Test func allHeadsGiveARowEach() throws {
    let outcome = try Program.attnviz(
      "print", "--format", "json", "--all-heads", "--sentence", "a cat sat", "--query", "cat",
      "--edit", "cat:sat:mask:L2")
    let scene = try #require(try objects(outcome.output).first)
    #expect((scene["model"] as? [String: Any])?["type"] as? String == "bert")
    #expect(scene["edits"] as? [String] == ["cat:sat:mask:L2"])
    let rows = try #require(scene["rows"] as? [[String: Any]])
    #expect(rows.count == 72)
    try check(rows, tokens: 5)
    for (place, row) in rows.enumerated() {
      #expect(row["layer"] as? Int == place / 12 && row["head"] as? Int == place % 12)
      #expect((try weights(row)[3] == 0) == (place / 12 == 2))
      #expect(row["cosine_to_before"] is Double)
    }
  }

  @Test func aSceneNamesItsModel() throws {
    let home = try TemporaryFolder()
    let model = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Resources/Models/all-MiniLM-L6-v2").path
    try FileManager.default.createSymbolicLink(
      atPath: home.path + "/mine", withDestinationPath: model)
    let path = try home.write(
      """
      [{"sentence": "a cat sat", "model": "mine"},
       {"sentence": "a cat sat",
        "model": "./none"},
       {"sentence": "a cat sat"}]
      """, to: "scenes.json")
    let outcome = try Program.attnviz("print", "--format", "json", path, home: home)
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasMatch("^attnviz: \(path):2: scene 1: .*none"))
    let names = try objects(outcome.output).map { ($0["model"] as? [String: Any])?["name"] }
    #expect(names.map { $0 as? String } == ["mine", "all-MiniLM-L6-v2"])
  }

  @Test func aSentenceOfWhichNothingIsKnownIsWarnedOf() throws {
    let outcome = try Program.attnviz("print", "--sentence", "ᎣᏏᏲ ᏙᎯᏧ")
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasPrefix("attnviz: \"ᎣᏏᏲ ᏙᎯᏧ\": the model's vocabulary has none"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(try Program.attnviz("print", "--sentence", "a ᎣᏏᏲ cat").errors == "")
  }

  @Test func theModelOfTheCommandLineIsToldToGoBefore() throws {
    let home = try TemporaryFolder()
    let path = try home.write(#"{"sentence": "a cat sat", "model": "org/mine"}"#, to: "a.json")
    let outcome = try Program.attnviz("print", path, "--model", "minilm")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors
        == "attnviz: \"a cat sat\": the file asks for the model org/mine; --model minilm goes "
        + "before it\n")
  }

  /// Similarity takes the word vectors of the model that is named, so a wrong one is an error.
  @Test func similarityNeedsTheModelThatIsNamed() throws {
    let outcome = try Program.attnviz(
      "print", "--source", "similarity", "--sentence", "a cat sat", "--model", "./none")
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("./none"))
  }

  @Test func aMaskedScoreIsNullAndItsWeightNothing() throws {
    let row = try row(try bank("--edit", "bank:deposit:mask"))
    let scores = try #require(row["scores"] as? [Any])
    #expect(scores.indices.filter { scores[$0] is NSNull } == [6])
    let masked = try weights(row)
    #expect(masked[6] == 0)
    #expect(abs(masked[7] - 0.30 / 0.65) < 1e-9)
  }

  @Test func editsTemperatureAndCausalMaskAreApplied() throws {
    let plain = try weights(try row(try bank()))
    let raised = try weights(try row(try bank("--edit", "4:6:+1.5")))
    #expect(abs(raised[6] / raised[7] - plain[6] / plain[7] * exp(1.5)) < 1e-9)
    let twice = try weights(try row(try bank("--edit", "4:6:+1", "--edit", "bank:deposit:0.5")))
    #expect(zip(raised, twice).allSatisfy { abs($0 - $1) < 1e-12 })
    let lowered = try weights(try row(try bank("--edit", "bank:6:-2:head")))
    #expect(lowered[6] < 0.07)

    let cool = try bank("--temperature", "0.5")
    #expect(cool["temperature"] as? Double == 0.5)
    let cooled = try weights(try row(cool))
    #expect(abs(cooled[6] / cooled[7] - pow(0.35 / 0.30, 2)) < 1e-9)
    let scores = try #require(try row(cool)["scores"] as? [Double])
    let exponentials = scores.map { exp($0) }
    let sum = exponentials.reduce(0, +)
    #expect(zip(exponentials, cooled).allSatisfy { abs($0 / sum - $1) < 1e-9 })

    let causal = try bank("--causal")
    #expect(causal["causal"] as? Bool == true)
    let hidden = try weights(try row(causal))
    #expect(hidden[5...].allSatisfy { $0 == 0 })
    #expect(abs(hidden[4] - 0.15 / 0.31) < 1e-9)
  }

  @Test func aQueryIsAWordOrAnIndex() throws {
    #expect(try row(try bank("--query", "deposit"))["query"] as? Int == 6)
    #expect(try row(try bank("--query", "2"))["query"] as? Int == 2)
    let home = try TemporaryFolder()
    let path = try home.write(Self.bank, to: "bank.json")
    let outcome = try Program.attnviz("print", path, "--query", "to", home: home)
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasPrefix("attnviz: "))
    #expect(outcome.errors.contains("2, 5"))
    let edit = try Program.attnviz("print", path, "--edit", "bank:to:mask", home: home)
    #expect(edit.status == 64)
    #expect(edit.errors.contains("2, 5"))
  }

  @Test func probesAreFollowed() throws {
    let probes = try #require(
      try row(try bank("--probe", "river", "--probe", "cash"))["probes"] as? [String: Any])
    #expect(Set(probes.keys).isSuperset(of: ["river", "cash"]))
  }

  @Test func numbersRoundTrip() throws {
    let home = try TemporaryFolder()
    let values = [0.1, 1.0 / 3, 2e-7, -12345.678, 1e20]
    let path = try home.write(
      #"{"tokens": ["a", "b"], "query": 0, "scores": [0.12345678901, -7.5], "values": "#
        + "[\(values), \(values)]}", to: "scene.json")
    let outcome = try Program.attnviz("print", "--format", "json", path, home: home)
    let row = try row(try #require(try objects(outcome.output).first))
    #expect(row["scores"] as? [Double] == [0.12345678901, -7.5])
    let blend = try #require(row["blend"] as? [Double])
    #expect(blend.count == values.count)
    for (number, value) in zip(blend, values) {
      #expect(abs(number - value) <= abs(value) * 1e-6)
    }
  }

  @Test func whatIsHostileIsEscaped() throws {
    let home = try TemporaryFolder()
    let tokens = ["a\u{1B}[2J", "\u{202E}b", "\u{200B}", "c\u{9B}\"\\", "\u{7F}\n\r\u{8}", "東京"]
    let scene = try JSONSerialization.data(
      withJSONObject: ["tokens": tokens, "title": tokens[0], "probes": [tokens[1]]])
    let path = try home.write(String(decoding: scene, as: UTF8.self), to: "hostile.json")
    let json = try Program.attnviz(
      "print", "--source", "similarity", "--format", "json", path, home: home)
    #expect(json.status == 0)
    #expect(try objects(json.output).first?["tokens"] as? [String] == tokens)
    #expect(try objects(json.output).first?["title"] as? String == tokens[0])
    let text = try Program.attnviz("print", path, home: home)
    #expect(text.status == 0)
    for output in [json.output, text.output] {
      for scalar in output.unicodeScalars where scalar != "\n" {
        let isHostile = [.control, .format].contains(scalar.properties.generalCategory)
        #expect(!isHostile, "U+\(String(scalar.value, radix: 16))")
      }
    }
  }

  @Test func textShowsTheSameWeights() throws {
    let home = try TemporaryFolder()
    let path = try home.write(Self.bank, to: "bank.json")
    let arguments = [path, "--edit", "bank:money:+0.7", "--edit", "bank:went:mask"]
    let json = try Program.run("attnviz", ["print", "--format", "json"] + arguments, home: home)
    let text = try Program.run("attnviz", ["print"] + arguments, home: home)
    #expect(text.status == 0)
    let scene = try #require(try objects(json.output).first)
    let tokens = try #require(scene["tokens"] as? [String])
    for (token, weight) in zip(tokens, try weights(try row(scene))) {
      let number = String(format: "%.3f", weight)
      #expect(text.output.hasMatch("(?m)^.*\\b\(token) .*\\b\(number)\\b"), "\(token) \(number)")
    }
    #expect(text.output.contains("1.000"))
    let ascii = try Program.run("attnviz", ["print", "--ascii"] + arguments, home: home)
    #expect(ascii.output.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func pipedTextIsReadAsSentences() throws {
    let outcome = try Program.attnviz(
      "print", "--format", "json", input: "\u{FEFF}a cat sat\r\n\r\nIt's a dog’s life!\n")
    #expect(outcome.status == 0)
    let tokens = try objects(outcome.output).map { $0["tokens"] as? [String] }
    #expect(
      tokens == [
        ["[CLS]", "a", "cat", "sat", "[SEP]"],
        ["[CLS]", "it", "'", "s", "a", "dog", "’", "s", "life", "!", "[SEP]"],
      ])
    let sentence = try Program.attnviz("print", "--sentence", "a cat sat", "--query", "cat")
    #expect(sentence.status == 0)
    #expect(sentence.output.contains("cat"))
  }

  private func bank(_ arguments: String...) throws -> [String: Any] {
    let home = try TemporaryFolder()
    let path = try home.write(Self.bank, to: "bank.json")
    let outcome = try Program.run(
      "attnviz", ["print", "--format", "json", path] + arguments, home: home)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    return try #require(try objects(outcome.output).first)
  }

  private func objects(_ json: String) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
  }

  private func row(_ scene: [String: Any]) throws -> [String: Any] {
    try #require((scene["rows"] as? [[String: Any]])?.first)
  }

  private func weights(_ row: [String: Any]) throws -> [Double] {
    try #require(row["weights"] as? [Double])
  }

  private func check(_ rows: [[String: Any]], tokens: Int) throws {
    for row in rows {
      let weights = try weights(row)
      #expect(weights.count == tokens)
      #expect((row["scores"] as? [Any])?.count == tokens)
      #expect(weights.allSatisfy { $0 >= 0 })
      #expect(abs(weights.reduce(0, +) - 1) < 1e-6)
      #expect(row["blend"] is [Double])
      let nearest = try #require(row["nearest"] as? [[String: Any]])
      #expect(nearest.allSatisfy { $0["word"] is String && $0["cosine"] is Double })
      #expect(row["probes"] is [String: Any])
      let entropy = -weights.filter { $0 > 0 }.reduce(0) { $0 + $1 * log($1) }
      #expect(abs(try #require(row["entropy"] as? Double) - entropy) < 1e-6)
    }
  }
}

import AttentionCore
import Foundation
import Models
import Testing

/// Small random encoders of every family beside what PyTorch and the tokenizers library make of a few
/// texts.
@Suite struct EncodersTests {
  private struct Reference: Decodable {
    let text: String
    let ids: [Int]
    let tokens: [String]
    let offsets: [[Int]]
    let mask: Int?
    let logits: [Float]?
  }

  private func references(_ name: String) throws -> [Reference] {
    try JSONDecoder().decode(
      [Reference].self, from: Fixture.data("encoders/\(name)/expected.json"))
  }

  private static let names = [
    "roberta", "roberta-labels", "xlm-roberta", "camembert", "electra", "electra-labels", "mpnet",
    "bert-labels", "distilbert-labels",
  ]

  @Test(arguments: names)
  func tokens(name: String) throws {
    let model = try LanguageModel(folder: Fixture.path("encoders/" + name))
    for expected in try references(name) {
      let tokens = model.tokenizer.encode(expected.text)
      #expect(tokens.map(\.id) == expected.ids)
      #expect(tokens.map(\.token) == expected.tokens)
      #expect(tokens.map { [$0.scalars.lowerBound, $0.scalars.upperBound] } == expected.offsets)
    }
  }

  @Test(arguments: names)
  func attentionAndHiddenStates(name: String) throws {
    let model = try LanguageModel(folder: Fixture.path("encoders/" + name))
    let numbers = try Safetensors(path: Fixture.path("encoders/\(name)/expected.safetensors"))
    for (index, expected) in try references(name).enumerated() {
      guard numbers.tensors["hidden-\(index)"] != nil else { continue }
      let pass = model.transformer.read(expected.ids)
      let (count, layers) = (expected.ids.count, pass.shape.layers)
      let hidden =
        expected.ids.indices.flatMap { pass.embedding(token: $0) }
        + expected.ids.indices.flatMap { pass.hidden(layer: layers - 1, token: $0) }
      #expect(distance(hidden, try numbers.floats(of: "hidden-\(index)")) < 1e-3)
      #expect(allFinal(of: pass) == Array(hidden.suffix(count * pass.shape.hiddenSize)))
      // Of a long text some rows of the first layer are kept.
      let rows =
        count < 100
        ? allWeights(of: pass)
        : (0..<pass.shape.heads).flatMap { head in
          stride(from: 0, to: count, by: 24).flatMap {
            pass.weights(HeadID(layer: 0, index: head), query: $0)
          }
        }
      #expect(distance(rows, try numbers.floats(of: "attention-\(index)")) < 1e-4)
      // One row alone is computed in another way.
      let head = HeadID(layer: layers - 1, index: 1)
      for query in [0, count - 1] {
        let scores = pass.scores(head, query: query).map(Double.init)
        #expect(
          distance(pass.weights(head, query: query), softmax(scores).map(Float.init)) < 1e-5)
      }
    }
  }

  private struct Two: Decodable {
    let text, second: String
    let ids, kinds: [Int]
    let offsets: [[Int]]
  }

  /// Two texts that are read together, with what stands between them and the kinds of their tokens.
  @Test(arguments: names)
  func twoTexts(name: String) throws {
    let model = try LanguageModel(folder: Fixture.path("encoders/" + name))
    let expected = try JSONDecoder().decode(
      Two.self, from: Fixture.data("encoders/\(name)/pair.json"))
    let tokens = model.tokenizer.encode(expected.text, expected.second)
    #expect(tokens.map(\.id) == expected.ids)
    #expect(tokens.map(\.kind) == expected.kinds)
    // Those of the second stand behind the first.
    let length = expected.text.unicodeScalars.count + 1
    let second = tokens.firstIndex { $0.scalars.upperBound > length } ?? tokens.count
    for (place, token) in tokens.enumerated() where !token.isOwn {
      let shift = place >= second ? length : 0
      #expect(
        [token.scalars.lowerBound - shift, token.scalars.upperBound - shift]
          == expected.offsets[place])
    }
    let pass = model.transformer.read(expected.ids, kinds: tokens.map(\.kind))
    let numbers = try Safetensors(path: Fixture.path("encoders/\(name)/expected.safetensors"))
    let hidden =
      expected.ids.indices.flatMap { pass.embedding(token: $0) }
      + expected.ids.indices.flatMap {
        pass.hidden(layer: pass.shape.layers - 1, token: $0)
      }
    #expect(distance(hidden, try numbers.floats(of: "hidden-pair")) < 1e-3)
    // What is edited is so in the same tokens.
    let edited = pass.with(
      Interventions([Edit(query: 1, key: 2, scope: .all, amount: .mask)]))
    #expect(distance(allFinal(of: edited.with(Interventions())), allFinal(of: pass)) < 1e-5)
    #expect(distance(allFinal(of: edited), allFinal(of: pass)) > 1e-3)
  }

  /// What stands in the place of the mask, and nothing elsewhere.
  @Test(arguments: ["roberta", "xlm-roberta", "electra", "mpnet"])
  func maskedTokens(name: String) throws {
    let model = try LanguageModel(folder: Fixture.path("encoders/" + name))
    #expect(model.transformer.fillsMasks && !model.transformer.predictsNext)
    for expected in try references(name) {
      guard let mask = expected.mask, let logits = expected.logits else { continue }
      let pass = model.transformer.read(expected.ids)
      let next = try #require(pass.next(after: mask))
      #expect(distance(next.logits, logits) < 2e-3)
      #expect(pass.next(after: mask - 1) == nil)
      #expect(pass.nextAfterLayers(mask).count == pass.shape.layers)
      #expect(pass.nextAfterLayers(mask - 1).isEmpty)
      // Many runs at once say the same as one.
      var interventions = Interventions()
      interventions.apply(
        Edit(query: mask, key: 1, scope: .head(HeadID(layer: 0, index: 0)), amount: .mask))
      let result = pass.results(at: mask, under: [interventions])[0]
      #expect(
        distance(
          try #require(result.next).logits,
          try #require(pass.with(interventions).next(after: mask)).logits) < 1e-4)
    }
  }

  /// Of a sentence all tokens say the same; of its tokens each its own.
  @Test(arguments: [
    "roberta-labels", "electra-labels", "camembert", "distilbert-labels",
  ])
  func labels(name: String) throws {
    let model = try LanguageModel(folder: Fixture.path("encoders/" + name))
    let labels = try #require(model.transformer.labels)
    for expected in try references(name) {
      guard let logits = expected.logits else { continue }
      let pass = model.transformer.read(expected.ids)
      let all = try expected.ids.indices.map { try #require(pass.next(after: $0)) }
      let isOfTokens = name == "camembert"
      #expect(
        distance(isOfTokens ? all.flatMap(\.logits) : all[0].logits, logits) < 2e-3)
      #expect(isOfTokens || all.allSatisfy { $0.logits == all[0].logits })
      #expect(all[0].logits.count == labels.count)
      let sum = labels.indices.reduce(0) { $0 + all[0][$1].probability }
      #expect(abs(sum - 1) < 1e-5)
      // Many runs at once say the same as one, whatever token is asked.
      var interventions = Interventions()
      interventions.apply(
        Edit(query: 0, key: 1, scope: .head(HeadID(layer: 0, index: 0)), amount: .mask))
      let edited = pass.with(interventions)
      for token in [0, 2] where expected.ids.count > 2 {
        let result = pass.results(at: token, under: [interventions])[0]
        #expect(
          distance(
            try #require(result.next).logits, try #require(edited.next(after: token)).logits)
            < 1e-4)
        #expect(distance(result.final, edited.final(token: token)) < 1e-4)
      }
    }
  }

  @Test func labelsHaveTheirNames() throws {
    let names = ["roberta-labels", "electra-labels", "bert-labels"].map { name in
      Result { try LanguageModel(folder: Fixture.path("encoders/" + name)).transformer.labels }
    }
    #expect(try names[0].get() == ["negative", "neutral", "positive"])
    #expect(try names[1].get() == ["LABEL_0", "LABEL_1"])
    // One number is no label.
    #expect(try names[2].get() == ["number"])
  }

  /// A regression head says a number, which is no probability, of the sentence whatever token is asked.
  @Test func oneNumberOfASentence() throws {
    let transformer = try LanguageModel(folder: Fixture.path("encoders/bert-labels")).transformer
    #expect(transformer.saysNumbers)
    var count = 0
    for expected in try references("bert-labels") {
      guard let logits = expected.logits else { continue }
      let pass = transformer.read(expected.ids)
      #expect(transformer.prediction(at: expected.ids[0]) == .sentenceNumber)
      for token in [0, expected.ids.count - 1] {
        #expect(distance(try #require(pass.next(after: token)).logits, logits) < 2e-3)
      }
      count += 1
    }
    #expect(count > 1)
  }

  /// What problem_type says goes before the number of labels.
  @Test(arguments: [
    ("roberta-labels", "regression", Transformer.Prediction.sentenceNumber),
    ("camembert", "regression", .tokenNumber),
    ("roberta-labels", "multi_label_classification", .sentenceLabel),
    ("bert-labels", "multi_label_classification", .sentenceLabel),
  ])
  func theKindOfProblem(name: String, type: String, prediction: Transformer.Prediction) throws {
    let model = try TemporaryModel(
      "encoders/" + name, replacing: #""vocab_size""#,
      with: #""problem_type": "\#(type)", "vocab_size""#)
    #expect(try LanguageModel(folder: model.folder).transformer.prediction(at: 5) == prediction)
  }

  /// One label alone has a probability of its own.
  @Test func labelsThatDontExcludeEachOther() {
    let next = NextTokens(logits: [0, 2], isExclusive: false)
    #expect(next[0].probability == 0.5)
    #expect(abs(next[1].probability - 0.880797) < 1e-6)
  }

  /// The body of a model alone predicts nothing; its tensors have no prefix then.
  @Test func aBodyAloneFillsNothingIn() throws {
    for name in ["roberta-labels", "camembert", "electra-labels"] {
      let model = try LanguageModel(folder: Fixture.path("encoders/" + name))
      #expect(!model.transformer.fillsMasks)
    }
  }

  @Test(arguments: [
    (
      "roberta", #""max_position_embeddings": 70"#, #""max_position_embeddings": 4"#,
      "is 4; a sentence needs at least 5, for [CLS], a word and [SEP] after 2 that are left free"
    ),
    ("electra", #""embedding_size": 16"#, #""embedding_size": 17"#, "config.json asks for"),
    ("electra", #""embedding_size": 16"#, #""embedding_size": 0"#, "its embedding_size should be"),
    (
      "mpnet", #"num_buckets": 32"#, #"num_buckets": 8"#,
      "its relative_attention_num_buckets should be a whole number from 32"
    ),
    ("roberta", #""is_decoder": false"#, #""is_decoder": true"#, "has is_decoder true"),
  ])
  func wrongConfigurations(name: String, old: String, new: String, reason: String) throws {
    try TemporaryModel("encoders/" + name, replacing: old, with: new).expectRefusal(reason)
  }

  /// The token that fills sentences up has a place of its own, and counts to no other.
  @Test func fillingTokensAreNotCounted() throws {
    let transformer = try Transformer(folder: Fixture.path("encoders/roberta"))
    let (filled, plain) = (transformer.read([0, 1, 1, 40, 2]), transformer.read([0, 40, 2]))
    #expect(filled.embedding(token: 3) == plain.embedding(token: 1))
    #expect(filled.embedding(token: 1) == filled.embedding(token: 2))
  }

  /// RoBERTa's tokenizer in vocab.json and merges.txt is that of its tokenizer.json.
  @Test func vocabularyAndMergesInFilesOfTheirOwn() throws {
    let source = "encoders/roberta/"
    let json = try #require(
      try JSONSerialization.jsonObject(with: Fixture.data(source + "tokenizer.json"))
        as? [String: Any])
    let parts = try #require(json["model"] as? [String: Any])
    let merges = try #require(parts["merges"] as? [[String]])
    let folder = try TemporaryModel("encoders/roberta", without: "tokenizer.json")
    try folder.write("vocab.json", JSONSerialization.data(withJSONObject: parts["vocab"] as Any))
    try folder.write("merges.txt", merges.map { $0.joined(separator: " ") + "\n" }.joined().utf8)
    let model = try LanguageModel(folder: folder.folder)
    for expected in try references("roberta") {
      #expect(model.tokenizer.encode(expected.text).map(\.id) == expected.ids)
    }
  }
}

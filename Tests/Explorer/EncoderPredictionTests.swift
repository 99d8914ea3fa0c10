import AttentionCore
import Explorer
import Foundation
import Models
import OpenedSentences
import Scenes
import Testing
import Text

/// What encoders say: what stands in the place of a mask, and labels.
struct EncoderPredictionTests {
  /// `text` as the small random encoder `name` reads it.
  private func sentence(
    _ text: String, by name: String, pair: NextPair? = nil, edits: [EditRequest] = []
  ) throws -> Sentence {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Models/Fixtures/encoders/\(name)").path
    var options = OpeningOptions()
    options.pair = pair
    options.edits = edits
    return Sentence(
      try PreparedScene(
        try Scene(sentence: text), options: options,
        models: OpenModels(try LanguageModel(folder: folder), bundled: [])))
  }

  @Test func aMaskedWordIsTheQueryAndIsFilledIn() throws {
    let sentence = try sentence("we sat by the [MASK] of it", by: "electra")
    #expect(sentence.tokens[sentence.query].text.shown == "[MASK]")
    let analysis = RowAnalysis(sentence)
    let prediction = try #require(analysis.prediction)
    #expect(prediction.kind == .masked)
    #expect(prediction.candidates.count == Prediction.count)
    // Elsewhere it says nothing.
    #expect(RowAnalysis(sentence.withQuery(sentence.query - 1)).prediction == nil)
    // Its word vectors are shorter than its final vectors; the generator makes such of these.
    let words = sentence.model.words
    let final = sentence.model.amongWords(try #require(analysis.final))
    #expect(final.count == words.dimension)
    #expect(analysis.nearest == words.nearest(to: final, count: RowAnalysis.nearestCount))
    #expect(!analysis.nearest.isEmpty && !analysis.lacksWords)
  }

  /// A regression head's number, before and after an edit, and what each head does to it.
  @Test func everyTokenSaysTheSentencesNumber() throws {
    // One layer alone: what others attend to reaches no further.
    let original = RowAnalysis(try sentence("we sat", by: "bert-labels"))
    let sentence = try sentence(
      "we sat", by: "bert-labels", edits: [try EditRequest("0:1:mask:all")])
    let prediction = try #require(RowAnalysis(sentence).prediction)
    #expect(prediction.kind == .sentenceNumber)
    let number = try #require(prediction.candidates.first)
    #expect(prediction.candidates.count == 1 && number.token.text.shown == "number")
    #expect(number.before == original.prediction?.candidates.first?.now)
    #expect(number.now.logit != number.before.logit)
    let map = try #require(CausalMap(complete: sentence))
    #expect(map.whole.difference == number.now.logit && map.whole.probability == nil)
    guard case .number = map.outcome else {
      Issue.record("\(map.outcome)")
      return
    }
    #expect(map.effects.values.allSatisfy { $0.difference != nil && $0.probability == nil })
  }

  @Test func everyTokenSaysTheSentencesLabel() throws {
    let pair = try NextPair(["Positive", "negative"])
    let sentence = try sentence("we sat", by: "roberta-labels", pair: pair)
    let first = try #require(RowAnalysis(sentence.withQuery(0)).prediction)
    #expect(first.kind == .sentenceLabel)
    #expect(Set(first.candidates.map(\.token.text.shown)) == ["negative", "neutral", "positive"])
    #expect(first.candidates.map(\.now.probability).reduce(0, +).distance(to: 1).magnitude < 1e-5)
    let weighed = try #require(first.pair)
    #expect(weighed.first.token.text.shown == "positive")
    #expect(RowAnalysis(sentence.withQuery(2)).prediction?.pair == weighed)
    // What each head does to it.
    let map = try #require(CausalMap(complete: sentence.withQuery(2)))
    #expect(map.isComplete)
    let head = HeadID(layer: 0, index: 0)
    var interventions = Interventions()
    interventions.ablations[Ablation.Target(.head(head))] = .zero
    let next = try #require(
      sentence.source.original.withInterventions(interventions).next(after: 0))
    let difference = try #require(map.effects[head]?.difference)
    #expect(abs(difference - (next.logits[2] - next.logits[0])) < 1e-4)
  }

  @Test func whatIsNoLabelIsTold() throws {
    let pair = try NextPair(["positive", "good"])
    do {
      _ = try sentence("we sat", by: "roberta-labels", pair: pair)
      Issue.record("opened")
    } catch {
      #expect("\(error)".contains("“good” is no label of the model; a pair takes two of negative"))
    }
  }
}

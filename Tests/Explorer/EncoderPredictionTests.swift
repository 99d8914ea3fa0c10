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
  private func sentence(_ text: String, by name: String, pair: NextPair? = nil) throws -> Sentence {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Models/Fixtures/encoders/\(name)").path
    var options = OpeningOptions()
    options.pair = pair
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
    // Its word vectors are shorter than its final vectors, so none is near them.
    #expect(analysis.nearest.isEmpty)
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

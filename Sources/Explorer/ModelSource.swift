import AttentionCore
import Models

/// The heads of a transformer: scores are q · k / √d of one head, values that head's own, and an
/// edit changes everything after it.
struct ModelSource: AttentionSource {
  let kind = SourceKind.model
  let hasHeads = true
  let shape: (layers: Int, heads: Int)
  let readout = Readout.final
  let isCausal: Bool
  var original: any Attention { pass }
  private let pass: ModelAttention

  /// Runs `model` once on the tokens with these IDs, of these kinds of sentences, with what the sentence
  /// opens with.
  init(_ ids: [Int], kinds: [Int], interventions: Interventions, model: LanguageModel) {
    shape = (model.shape.layers, model.shape.heads)
    isCausal = model.shape.isCausal
    pass = ModelAttention(model.transformer.read(ids, kinds: kinds, interventions: interventions))
  }

  private init(_ pass: ModelAttention, of source: ModelSource) {
    shape = source.shape
    isCausal = source.isCausal
    self.pass = pass
  }

  func reading(_ ids: [Int]) -> (any AttentionSource)? {
    ModelSource(ModelAttention(pass.pass.reading(ids)), of: self)
  }

  func origin(query: Int) -> SourceKind { .model }
}

/// One run of a transformer over a sentence.
private struct ModelAttention: Attention {
  let pass: ForwardPass

  init(_ pass: ForwardPass) {
    self.pass = pass
    Tally.current?.pass()
  }

  func withInterventions(_ interventions: Interventions) -> any Attention {
    ModelAttention(pass.with(interventions))
  }

  func scores(_ head: HeadID, query: Int) -> [Double] {
    pass.scores(head, query: query).map(Double.init)
  }

  func weights(_ head: HeadID) -> [[Float]]? { pass.weights(head) }

  func values(_ head: HeadID) -> Matrix {
    let size = pass.shape.headSize
    return Matrix(pass.tokenIDs.indices.map { pass.value(head, token: $0) })
      ?? Matrix(rows: pass.tokenIDs.count, columns: size)
  }

  func valueLengths(_ head: HeadID) -> [Float] { pass.valueLengths(head) }

  func rollout(to layer: Int) -> [[Float]]? { pass.rollout(to: layer) }

  func factors(_ head: HeadID, _ pair: Pair) -> ScoreFactors? {
    ScoreFactors(
      query: pass.query(head, token: pair.query), key: pass.key(head, token: pair.key),
      divisor: Double(pass.shape.headSize).squareRoot(), bias: pass.scoreBias(head, pair))
  }

  func next(after token: Int) -> NextTokens? { pass.next(after: token) }

  func results(_ token: Int, under variants: [Interventions]) -> [RunResult] {
    pass.results(at: token, under: variants)
  }

  func nextAfterLayers(_ token: Int) -> [NextTokens] { pass.nextAfterLayers(token) }

  func attribution(_ token: Int, of first: Int, over second: Int?) -> Attribution? {
    pass.attribution(token, of: first, over: second)
  }

  func activation(_ place: Patch.Place, token: Int) -> [Float]? {
    pass.activation(place, token: token)
  }

  func final(_ token: Int) -> [Float]? { pass.final(token: token) }
}

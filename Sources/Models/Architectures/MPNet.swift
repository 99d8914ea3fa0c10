import Glibc

/// MPNet: BERT that adds to each score a number for how far apart the two tokens are, and numbers places
/// as RoBERTa does. Source: Song et al., "MPNet: Masked and Permuted Pre-training for Language
/// Understanding", 2020, as the transformers library computes it.
struct MPNet: PostNormEncoder {
  static let modelTypes = ["mpnet"]
  static let tie = tiedTable(OutputNames.robertas.weights)

  static func usualTokenizer(_ modelType: String) -> Tokenizer.Usual {
    Tokenizer.Usual(hasWordPieces: true, wordPieces: "MPNetTokenizer")
  }

  let body: BertBody
  let scoreBias: RelativeBias?
  let output: OutputLayer?
  let classifier: Classifier?

  /// How many distances are told apart, whatever the table has: as many before a token as after it.
  private static let distances = 32

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    // Which token fills up no configuration changes.
    body = try BertBody(
      configuration, tensors,
      BertBody.Form(
        entries: ShapeEntries(vocabularySize: 30527), padding: 1, namesPadding: false,
        hasKinds: false,
        names: PostNormLayer.Names(
          projections: ["attention.attn.q", "attention.attn.k", "attention.attn.v"],
          attentionOutput: "attention.attn.o", attentionNorm: "attention.LayerNorm")))
    let table = try tensors.smallTable(
      "encoder.relative_attention_bias.weight",
      rows: try configuration.size(
        "relative_attention_num_buckets", Self.distances, least: Self.distances, most: 1 << 16),
      columns: body.shape.heads)
    let rows = (0..<Self.distances).map { table[$0] }
    scoreBias = RelativeBias(
      heads: body.shape.heads, reach: min(body.shape.positions, Transformer.mostTokens)
    ) { head, distance in
      rows[Self.row(ofDistance: distance)][head]
    }
    output = try tensors.maskFilling(configuration, body, .robertas, .gelu)
    classifier = try tensors.classifier(configuration, body, .robertas)
  }

  /// The row for a key that stands `distance` tokens after the query: one for each up to 7, then for
  /// ranges that grow with it, the last for all from 91 on; those of keys after the query follow those
  /// of keys before it.
  static func row(ofDistance distance: Int) -> Int {
    let (half, exact) = (distances / 2, distances / 4)
    let first = distance > 0 ? half : 0
    let length = abs(distance)
    guard length >= exact else { return first + length }
    // log 128/8 is 4: each doubling is two ranges.
    let range = Int(log2(Double(length) / Double(exact)) / 4 * Double(half - exact))
    return first + min(exact + range, half - 1)
  }
}

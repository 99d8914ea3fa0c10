/// ELECTRA: BERT whose embeddings may be smaller than its hidden states. Source: Clark et al., "ELECTRA:
/// Pre-training Text Encoders as Discriminators Rather Than Generators", 2020, as the transformers
/// library computes it.
struct Electra: PostNormEncoder {
  static let modelTypes = ["electra"]
  static let tie = tiedTable("generator_lm_head.weight")

  let body: BertBody
  /// The generator's; the discriminator has none.
  let output: OutputLayer?
  let classifier: Classifier?

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    body = try BertBody(
      configuration, tensors,
      BertBody.Form(
        entries: ShapeEntries(
          heads: ("num_attention_heads", 4), hiddenSize: ("hidden_size", 256),
          feedForwardSize: ("intermediate_size", 1024)),
        embeddingSize: 128))
    output = try tensors.maskFilling(
      configuration, body,
      OutputNames(
        dense: "generator_predictions.dense", norm: "generator_predictions.LayerNorm",
        weights: Self.tie.output, biases: ["generator_lm_head.bias"]), .gelu)
    classifier = try tensors.classifier(
      configuration, body,
      ClassifierNames(sentence: [("classifier.dense", .gelu), ("classifier.out_proj", nil)]))
  }
}

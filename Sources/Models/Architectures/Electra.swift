/// ELECTRA: BERT whose embeddings may be smaller than its hidden states. Source: Clark et al., "ELECTRA:
/// Pre-training Text Encoders as Discriminators Rather Than Generators", 2020, as the transformers
/// library computes it.
struct Electra: PostNormEncoder {
  static let modelTypes = ["electra"]

  let shape: ModelShape
  let embeddings: TokenEmbeddings
  let layers: [PostNormLayer]
  /// The generator's; the discriminator has none.
  let output: OutputLayer?
  let classifier: Classifier?

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    let body = try BertBody(
      configuration, tensors,
      usual: BertBody.Usual(
        hiddenSize: 256, heads: 4, feedForwardSize: 1024, embeddingSize: 128))
    (shape, embeddings, layers) = (body.shape, body.embeddings, body.layers)
    output = try tensors.maskFilling(
      configuration, embeddings,
      OutputNames(
        dense: "generator_predictions.dense", norm: "generator_predictions.LayerNorm",
        weights: "generator_lm_head.weight", biases: ["generator_lm_head.bias"]),
      inputs: shape.hiddenSize, body.epsilon, .gelu)
    classifier = try tensors.classifier(
      configuration,
      ClassifierNames(
        sentence: [("classifier.dense", .gelu), ("classifier.out_proj", nil)]),
      inputs: shape.hiddenSize)
  }
}

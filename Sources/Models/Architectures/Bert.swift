/// BERT. Source: Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers", 2018, as the
/// transformers library computes it.
struct Bert: PostNormEncoder {
  static let modelTypes = ["bert"]

  let shape: ModelShape
  let embeddings: TokenEmbeddings
  let layers: [PostNormLayer]
  let output: OutputLayer?
  let classifier: Classifier?

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    let body = try BertBody(configuration, tensors)
    (shape, embeddings, layers) = (body.shape, body.embeddings, body.layers)
    output = try tensors.maskFilling(
      configuration, embeddings,
      OutputNames(
        dense: "cls.predictions.transform.dense", norm: "cls.predictions.transform.LayerNorm",
        weights: "cls.predictions.decoder.weight",
        biases: ["cls.predictions.bias", "cls.predictions.decoder.bias"]),
      inputs: shape.hiddenSize, body.epsilon, body.activation)
    classifier = try tensors.classifier(
      configuration,
      ClassifierNames(pooling: ("pooler.dense", .tanh), sentence: [("classifier", nil)]),
      inputs: shape.hiddenSize)
  }
}

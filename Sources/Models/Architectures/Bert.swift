/// BERT. Source: Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers", 2018, as the
/// transformers library computes it.
struct Bert: PostNormEncoder {
  static let modelTypes = ["bert"]
  static let tie = tiedTable("cls.predictions.decoder.weight")

  let body: BertBody
  let output: OutputLayer?
  let classifier: Classifier?

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    body = try BertBody(configuration, tensors)
    output = try tensors.maskFilling(
      configuration, body,
      OutputNames(
        dense: "cls.predictions.transform.dense", norm: "cls.predictions.transform.LayerNorm",
        weights: Self.tie.output,
        biases: ["cls.predictions.bias", "cls.predictions.decoder.bias"]), body.activation)
    classifier = try tensors.classifier(
      configuration, body,
      ClassifierNames(pooling: ("pooler.dense", .tanh), sentence: [("classifier", nil)]))
  }
}

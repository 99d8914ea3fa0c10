/// DistilBERT: BERT with half the layers, other names, and one kind of sentence. Source: Sanh et al.,
/// "DistilBERT, a distilled version of BERT", 2019, as the transformers library computes it.
struct DistilBert: PostNormEncoder {
  static let modelTypes = ["distilbert"]
  static let tie = tiedTable("vocab_projector.weight")

  let body: BertBody
  let output: OutputLayer?
  let classifier: Classifier?

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    body = try BertBody(
      configuration, tensors,
      BertBody.Form(
        entries: ShapeEntries(
          layers: ("n_layers", 6), heads: ("n_heads", 12), hiddenSize: ("dim", 768),
          feedForwardSize: ("hidden_dim", 3072)),
        epsilon: nil, activation: "activation", hasKinds: false, layers: "transformer.layer.",
        names: PostNormLayer.Names(
          projections: ["attention.q_lin", "attention.k_lin", "attention.v_lin"],
          attentionOutput: "attention.out_lin", attentionNorm: "sa_layer_norm",
          expansion: "ffn.lin1", contraction: "ffn.lin2", outputNorm: "output_layer_norm")))
    output = try tensors.maskFilling(
      configuration, body,
      OutputNames(
        dense: "vocab_transform", norm: "vocab_layer_norm", weights: Self.tie.output,
        biases: ["vocab_projector.bias"]), body.activation)
    classifier = try tensors.classifier(
      configuration, body,
      ClassifierNames(sentence: [("pre_classifier", .relu), ("classifier", nil)]))
  }
}

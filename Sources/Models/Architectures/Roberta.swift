/// RoBERTa, and CamemBERT and XLM-R, which are the same with other tokenizers: BERT that numbers places
/// from the one after its filling token's number. Sources: Liu et al., "RoBERTa", 2019; Martin et al.,
/// "CamemBERT", 2019; Conneau et al., "Unsupervised Cross-lingual Representation Learning at Scale",
/// 2019; as the transformers library computes them.
struct Roberta: PostNormEncoder {
  static let modelTypes = ["roberta", "camembert", "xlm-roberta"]

  static func usualTokenizer(_ modelType: String) -> Tokenizer.Usual {
    let classes = ["camembert": "CamembertTokenizer", "xlm-roberta": "XLMRobertaTokenizer"]
    return Tokenizer.Usual(sentencePieces: classes[modelType])
  }

  let shape: ModelShape
  let embeddings: TokenEmbeddings
  let layers: [PostNormLayer]
  let output: OutputLayer?
  let classifier: Classifier?

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    let body = try BertBody(
      configuration, tensors,
      usual: BertBody.Usual(
        vocabularySize: configuration.modelType == "roberta" ? 50265 : 30522, padding: 1))
    (shape, embeddings, layers) = (body.shape, body.embeddings, body.layers)
    output = try tensors.maskFilling(
      configuration, embeddings, .robertas, inputs: shape.hiddenSize, body.epsilon, .gelu)
    classifier = try tensors.classifier(
      configuration, .robertas, inputs: shape.hiddenSize)
  }
}

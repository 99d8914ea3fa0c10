/// RoBERTa, and CamemBERT and XLM-R, which are the same with other tokenizers: BERT that numbers places
/// from the one after its filling token's number. Sources: Liu et al., "RoBERTa", 2019; Martin et al.,
/// "CamemBERT", 2019; Conneau et al., "Unsupervised Cross-lingual Representation Learning at Scale",
/// 2019; as the transformers library computes them.
struct Roberta: PostNormEncoder {
  static let modelTypes = ["roberta", "camembert", "xlm-roberta"]
  static let tie = tiedTable(OutputNames.robertas.weights)

  static func usualTokenizer(_ modelType: String) -> Tokenizer.Usual {
    let classes = ["camembert": "CamembertTokenizer", "xlm-roberta": "XLMRobertaTokenizer"]
    return Tokenizer.Usual(sentencePieces: classes[modelType])
  }

  let body: BertBody
  let output: OutputLayer?
  let classifier: Classifier?

  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError) {
    let vocabulary = configuration.modelType == "roberta" ? 50265 : 30522
    body = try BertBody(
      configuration, tensors,
      BertBody.Form(entries: ShapeEntries(vocabularySize: vocabulary), padding: 1))
    output = try tensors.maskFilling(configuration, body, .robertas, .gelu)
    classifier = try tensors.classifier(configuration, body, .robertas)
  }
}

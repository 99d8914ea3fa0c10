/// What a model makes of a sentence before its first layer.
struct Embeddings: Sendable {
  private let words: TensorRows
  private let positions: TensorRows
  /// That of the first type, which every sentence here is of.
  private let sentenceType: [Float]
  private let norm: LayerNorm

  init(
    _ tensors: EncoderTensors, _ configuration: ModelConfiguration
  ) throws(ModelFileError) {
    let size = configuration.hiddenSize
    words = try tensors.table(
      "embeddings.word_embeddings.weight", rows: configuration.vocabularySize, columns: size)
    positions = try tensors.table(
      "embeddings.position_embeddings.weight", rows: configuration.positions, columns: size)
    sentenceType = try tensors.table(
      "embeddings.token_type_embeddings.weight", rows: configuration.sentenceTypes,
      columns: size)[0]
    norm = try tensors.layerNorm("embeddings.LayerNorm", configuration)
  }

  /// Writes to `row` the vector of `piece` at `position`: word, position and sentence type added up
  /// and normalized.
  func embed(_ piece: Int, at position: Int, into row: UnsafeMutableBufferPointer<Float>) {
    let (word, place) = (words[piece], positions[position])
    for column in row.indices {
      row[column] = word[column] + place[column] + sentenceType[column]
    }
    norm.apply(to: row)
  }
}

/// The entries of a configuration that say what shape a model has, each with what it is where the file
/// says nothing; as they stand, BERT's.
struct ShapeEntries {
  /// What the file calls it, and its usual value.
  typealias Entry = (name: String, usual: Int)
  /// The same; a usual value of `nil` follows from the others.
  typealias DerivedEntry = (name: String, usual: Int?)

  var layers: Entry = ("num_hidden_layers", 12)
  var heads: Entry = ("num_attention_heads", 12)
  /// How many heads have keys and values of their own; usually all.
  var keyValueHeads: DerivedEntry?
  /// How many numbers a head's vectors have; usually the heads share a hidden state's.
  var headSize: DerivedEntry?
  var hiddenSize: Entry = ("hidden_size", 768)
  /// Usually four times the hidden size.
  var feedForwardSize: DerivedEntry = ("intermediate_size", 3072)
  var vocabularySize = 30522
  var positions: Entry = ("max_position_embeddings", 512)
}

extension ModelShape {
  /// The shape of a decoder.
  ///
  /// - Throws: which entry is wrong, and what would be right.
  init(
    ofDecoder configuration: ModelConfiguration, _ entries: ShapeEntries
  ) throws(ModelFileError) {
    self = try ModelShape(
      configuration, entries, isCausal: true,
      positions: configuration.size(
        entries.positions.name, entries.positions.usual, most: 1 << 24))
  }

  /// The shape of an encoder.
  ///
  /// - Parameter unused: how many of its places no token ever has.
  /// - Throws: which entry is wrong, and what would be right.
  init(
    ofEncoder configuration: ModelConfiguration, _ entries: ShapeEntries, unused: Int = 0
  ) throws(ModelFileError) {
    self = try ModelShape(
      configuration, entries, isCausal: false,
      positions: configuration.positions(
        entries.positions.name, entries.positions.usual, unused: unused) - unused)
  }

  private init(
    _ configuration: ModelConfiguration, _ entries: ShapeEntries, isCausal: Bool, positions: Int
  ) throws(ModelFileError) {
    let (width, own) = (entries.hiddenSize, entries.heads)
    let size = try configuration.size(width.name, width.usual, most: 1 << 16)
    var headSize: Int?
    if let entry = entries.headSize {
      headSize = try configuration.optionalSize(entry.name, most: 1 << 12) ?? entry.usual
    }
    let heads =
      headSize == nil
      ? try configuration.heads(own.name, own.usual, of: size, width.name)
      : try configuration.size(own.name, own.usual, most: 1 << 10)
    var keyValueHeads = heads
    if let entry = entries.keyValueHeads {
      keyValueHeads = try configuration.heads(
        entry.name, entry.usual ?? heads, of: heads, own.name)
    }
    self.init(
      layers: try configuration.size(entries.layers.name, entries.layers.usual, most: 1 << 10),
      heads: heads, keyValueHeads: keyValueHeads, headSize: headSize ?? size / heads,
      hiddenSize: size,
      feedForwardSize: try configuration.size(
        entries.feedForwardSize.name, entries.feedForwardSize.usual ?? 4 * size, most: 1 << 18),
      vocabularySize: try configuration.size(
        "vocab_size", entries.vocabularySize, most: 1 << 24),
      positions: positions, isCausal: isCausal)
  }
}

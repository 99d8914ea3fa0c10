/// Where a family's table of tokens may stand under another name: the output layer reads the same table,
/// and a file that keeps it once may keep it there.
struct TokenTableTie {
  /// What the output layer calls its table.
  let output: String
  /// A tensor that every body of the family has, by which it is found without its table.
  let body: String
  /// Whether both are one table where the configuration says nothing.
  let isUsual: Bool

  /// Whether they are one in the model that `configuration` says something of.
  ///
  /// - Throws: that its entry for this is neither true nor false.
  func holds(in configuration: ModelConfiguration) throws(ModelFileError) -> Bool {
    try configuration.flag("tie_word_embeddings", isUsual)
  }
}

extension Architecture {
  /// The weights with the table of tokens under its own name, where they have it only as the output
  /// layer's.
  ///
  /// - Throws: that the configuration says something wrong of it.
  static func named(
    _ weights: ModelWeights, _ configuration: ModelConfiguration
  ) throws(ModelFileError) -> ModelWeights {
    guard try tie.holds(in: configuration) else { return weights }
    return weights.naming(tie.output, as: tokenTable, beside: tie.body)
  }
}

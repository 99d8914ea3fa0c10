/// What a family's configuration and tensors are called in .gguf files, whose own names are other than
/// those of the transformers library.
struct GGUFNames: Sendable {
  /// What their `general.architecture` calls the family: each as config.json's model_type does, or
  /// another name of the first of them.
  let architectures: [String]
  /// The metadata's keys, without the architecture before them, of entries of config.json.
  let entries: [String: String]
  /// Tensors outside of the layers, without the ending of their names.
  let tensors: [String: String]
  /// What is before a layer's number.
  let block: String
  /// Tensors of a layer.
  let blockTensors: [String: String]

  /// The name that the family gives the tensor `name`; `name` itself where it has none for it.
  func tensor(_ name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return name }
    let (stem, ending) = (name[..<dot], name[dot...])
    if let other = tensors[String(stem)] { return other + ending }
    let parts = stem.split(separator: ".", maxSplits: 2)
    guard parts.count == 3, parts[0] == "blk", let other = blockTensors[String(parts[2])] else {
      return name
    }
    return "\(block).\(parts[1]).\(other)\(ending)"
  }
}

extension GGUF {
  /// The family that the file says it is of.
  ///
  /// - Throws: that it is none that can be read from such a file.
  func family() throws(ModelFileError) -> (
    type: String, family: any Architecture.Type, names: GGUFNames
  ) {
    guard let type = try string("general.architecture") else {
      throw error("has no general.architecture, which should name the model's family")
    }
    for family in architectures {
      if let names = family.gguf, names.architectures.contains(type) {
        return (type, family, names)
      }
    }
    let types = architectures.flatMap { $0.gguf?.architectures ?? [] }.joined(separator: ", ")
    throw error(
      "is of a \(type) model\(MissingPart.of(type).need); only .gguf files of the types "
        + "\(types) can be read")
  }
}

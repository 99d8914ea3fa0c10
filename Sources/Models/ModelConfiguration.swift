import JSON

/// A model's config.json: which family it is of, and the entries that the family asks for. An entry
/// that is absent or null has the value that the family gives it.
struct ModelConfiguration {
  /// What the file calls the family; of the first models, which had no name for it, `bert`.
  let modelType: String
  private let path: String
  private let entries: JSONObject

  /// No configuration is near as many bytes.
  private static let longest = 10_000_000

  /// Reads the config.json at `path`.
  ///
  /// - Throws: why the file can't be read, or that it is no JSON object.
  init(path: String) throws(ModelFileError) {
    let file = try MappedFile(path: path, atMost: Self.longest)
    self.path = path
    entries = try file.json { reader throws(Flaw) in
      try JSONObject(reader.value(), "a configuration")
    }
    switch entries["model_type"] {
    case nil: modelType = "bert"
    case let entry?:
      guard case .string(let text) = entry.content else {
        throw ModelFileError(
          file: path, line: entry.line, reason: "its model_type should be a text")
      }
      modelType = text
    }
  }

  /// The family that the file names.
  ///
  /// - Throws: that it is none that can be read.
  func architecture() throws(ModelFileError) -> any Architecture.Type {
    if let known = architectures.first(where: { $0.modelTypes.contains(modelType) }) {
      return known
    }
    let types = architectures.flatMap { $0.modelTypes }.joined(separator: ", ")
    throw error(
      "model_type",
      "is of a \(modelType) model; only models of the types \(types) can be read")
  }

  /// The class of the model's tokenizer, where the file names it.
  func tokenizerClass() throws(ModelFileError) -> String? {
    let text = try text("tokenizer_class", "")
    return text.isEmpty ? nil : text
  }

  /// The first of the numbers called `names` that is there, whatever the family.
  func number(_ names: String...) -> Int? {
    for name in names {
      if case .number(.whole(let number))? = entries[name]?.content { return number }
    }
    return nil
  }

  /// A whole number from 1 to `most`; `usual` where the file says nothing.
  func size(_ name: String, _ usual: Int, most: Int) throws(ModelFileError) -> Int {
    guard let entry = entries[name] else { return usual }
    guard case .number(let number) = entry.content, let size = number.integer,
      (1...most).contains(size)
    else { throw error(name, "its \(name) should be a whole number from 1 to \(most)") }
    return size
  }

  /// A number of heads into which `size`, called `sizeName`, can be divided.
  func heads(
    _ name: String, _ usual: Int, of size: Int, _ sizeName: String
  ) throws(ModelFileError) -> Int {
    let heads = try self.size(name, usual, most: size)
    guard size % heads == 0 else {
      throw error(name, "its \(sizeName) \(size) is not a multiple of its \(name) \(heads)")
    }
    return heads
  }

  /// How many tokens a sentence can have: a word and the model's own two at least.
  func positions(_ name: String, _ usual: Int) throws(ModelFileError) -> Int {
    let positions = try size(name, usual, most: 1 << 16)
    guard positions >= 3 else {
      throw error(
        name,
        "its \(name) is \(positions); a sentence needs at least 3, for [CLS], a word and [SEP]")
    }
    return positions
  }

  /// A number from 0 to 1, which normalization adds to the variance.
  func epsilon(_ name: String, _ usual: Float) throws(ModelFileError) -> Float {
    guard let entry = entries[name] else { return usual }
    guard case .number(let number) = entry.content, 0...1 ~= number.double else {
      throw error(name, "its \(name) should be a number from 0 to 1")
    }
    return Float(number.double)
  }

  /// A text.
  func text(_ name: String, _ usual: String) throws(ModelFileError) -> String {
    guard let entry = entries[name] else { return usual }
    guard case .string(let text) = entry.content else {
      throw error(name, "its \(name) should be a text")
    }
    return text
  }

  /// True or false; false where the file says nothing.
  func flag(_ name: String) throws(ModelFileError) -> Bool {
    guard let entry = entries[name] else { return false }
    guard case .bool(let flag) = entry.content else {
      throw error(name, "its \(name) should be true or false")
    }
    return flag
  }

  /// The function within the feed-forward parts.
  func activation(_ name: String, _ usual: Activation) throws(ModelFileError) -> Activation {
    let text = try text(name, usual.rawValue)
    guard let activation = Activation(rawValue: text) else {
      let known = Activation.allCases.map(\.rawValue).joined(separator: ", ")
      throw error(name, "has the unknown \(name) \(text); known are \(known)")
    }
    return activation
  }

  /// That something is wrong with the entry `name`.
  func error(_ name: String, _ reason: String) -> ModelFileError {
    ModelFileError(file: path, line: entries[name]?.line ?? entries.line, reason: reason)
  }
}

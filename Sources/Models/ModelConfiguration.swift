import JSON

/// A model's configuration, its config.json or the metadata of a .gguf file: which family it is of,
/// and the entries that the family asks for. An entry that is absent or null has the value that the
/// family gives it.
struct ModelConfiguration {
  /// What the file calls the family; of the first models, which had no name for it, `bert`.
  let modelType: String
  private let path: String
  private let entries: [String: Entry]
  /// The line on which config.json's object starts.
  private let line: Int?

  private struct Entry {
    /// What the file calls it.
    let name: String
    let content: JSONValue.Content
    var line: Int?
  }

  /// No configuration is near as many bytes.
  private static let longest = 10_000_000

  /// Reads the config.json at `path`.
  ///
  /// - Throws: why the file can't be read, or that it is no JSON object.
  init(path: String) throws(ModelFileError) {
    let file = try MappedFile(path: path, atMost: Self.longest)
    let value = try file.json { reader throws(Flaw) in
      let value = try reader.value()
      // Whether it is an object, and none of its keys is given twice.
      _ = try JSONObject(value, "a configuration")
      return value
    }
    self.path = path
    line = value.line
    var entries: [String: Entry] = [:]
    if case .object(let members) = value.content { entries = Self.entries(members) }
    self.entries = entries
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

  private static func entries(_ members: [(key: JSONKey, value: JSONValue)]) -> [String: Entry] {
    var entries: [String: Entry] = [:]
    for (key, value) in members where !value.isNull {
      entries[key.text] = Entry(name: key.text, content: value.content, line: value.line)
    }
    return entries
  }

  /// What the metadata of a .gguf file says.
  ///
  /// - Throws: that the file is of a family that can't be read.
  init(_ file: GGUF) throws(ModelFileError) {
    let (type, family, names) = try file.family()
    path = file.path
    modelType = family.modelTypes.contains(type) ? type : family.modelTypes.first ?? type
    line = nil
    var entries: [String: Entry] = [:]
    for (name, key) in names.entries {
      let key = "\(type).\(key)"
      switch file[key] {
      case .whole(let number)?:
        entries[name] = Entry(name: key, content: .number(.whole(number)))
      case .real(let number)?: entries[name] = Entry(name: key, content: .number(.real(number)))
      case .string(let text)?: entries[name] = Entry(name: key, content: .string(text))
      case .bool(let flag)?: entries[name] = Entry(name: key, content: .bool(flag))
      case .strings?, .wholes?, .reals?, .others?:
        entries[name] = Entry(name: key, content: .array([]))
      case nil: break
      }
    }
    // What the tensors say is not in the metadata of every file.
    let table = file.tensors.first { names.tensor($0.key) == family.tokenTable }
    if let rows = table?.value.shape.first {
      entries["vocab_size"] = Entry(name: "vocab_size", content: .number(.whole(rows)))
    }
    entries["tie_word_embeddings"] = Entry(
      name: "tie_word_embeddings", content: .bool(file.tensors["output.weight"] == nil))
    self.entries = entries
  }

  /// The entries within the object `name`; `nil` where there is none.
  func nested(_ name: String) throws(ModelFileError) -> ModelConfiguration? {
    guard let entry = entries[name] else { return nil }
    guard case .object(let members) = entry.content else {
      throw error(name, "its \(entry.name) should be an object")
    }
    return ModelConfiguration(
      modelType: modelType, path: path,
      entries: Self.entries(members), line: entry.line)
  }

  private init(modelType: String, path: String, entries: [String: Entry], line: Int?) {
    self.modelType = modelType
    self.path = path
    self.entries = entries
    self.line = line
  }

  /// The family that the file names.
  ///
  /// - Throws: that it is none that can be read, or that an entry asks for what is not computed here.
  func architecture() throws(ModelFileError) -> any Architecture.Type {
    let asked = try MissingPart.asked(by: self)
    guard let known = architectures.first(where: { $0.modelTypes.contains(modelType) }) else {
      let types = architectures.flatMap { $0.modelTypes }.joined(separator: ", ")
      let missing = MissingPart.of(modelType) ?? asked?.part
      throw error(
        "model_type",
        "is of a \(modelType) model\(missing.need); only models of the types \(types) can be read."
          + " Its attention can be captured where it runs, and opened as .npz")
    }
    if let (entry, part) = asked {
      throw error(
        entry,
        "has \(entries[entry]?.name ?? entry)\(Optional(part).need); that is not computed here")
    }
    return known
  }

  /// Whether the file says something of `name`.
  func has(_ name: String) -> Bool { entries[name] != nil }

  /// Whether the file says that `name` is true.
  func isTrue(_ name: String) -> Bool {
    if case .bool(true)? = entries[name]?.content { true } else { false }
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
  func size(
    _ name: String, _ usual: Int, least: Int = 1, most: Int
  ) throws(ModelFileError) -> Int {
    try optionalSize(name, least: least, most: most) ?? usual
  }

  /// A whole number from `least` to `most`; `nil` where the file says nothing.
  func optionalSize(_ name: String, least: Int = 1, most: Int) throws(ModelFileError) -> Int? {
    guard let entry = entries[name] else { return nil }
    guard case .number(let number) = entry.content, let size = number.integer,
      (least...most).contains(size)
    else {
      throw error(name, "its \(entry.name) should be a whole number from \(least) to \(most)")
    }
    return size
  }

  /// A number.
  func real(_ name: String, _ usual: Double) throws(ModelFileError) -> Double {
    guard let entry = entries[name] else { return usual }
    guard case .number(let number) = entry.content else {
      throw error(name, "its \(entry.name) should be a number")
    }
    return number.double
  }

  /// A number above 0, which must be there unless there is a usual one.
  func positive(_ name: String, _ usual: Double = 0) throws(ModelFileError) -> Float {
    let number = Float(try real(name, usual))
    guard number > 0, number.isFinite else {
      throw error(name, "its \(name) should be a number above 0")
    }
    return number
  }

  /// The texts of an array; `nil` where the file says nothing.
  func texts(_ name: String) throws(ModelFileError) -> [String]? {
    guard let entry = entries[name] else { return nil }
    guard case .array(let values) = entry.content else {
      throw error(name, "its \(entry.name) should be an array of texts")
    }
    return values.compactMap { if case .string(let text) = $0.content { text } else { nil } }
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
  ///
  /// - Parameter unused: how many of the places no token ever has.
  func positions(_ name: String, _ usual: Int, unused: Int = 0) throws(ModelFileError) -> Int {
    let positions = try size(name, usual, most: 1 << 16)
    guard positions >= 3 + unused else {
      throw error(
        name,
        "its \(name) is \(positions); a sentence needs at least \(3 + unused), for [CLS], a word and "
          + "[SEP]" + (unused > 0 ? " after \(unused) that are left free" : ""))
    }
    return positions
  }

  /// A number from 0 to 1, which normalization adds to the variance.
  func epsilon(_ name: String, _ usual: Float) throws(ModelFileError) -> Float {
    guard let entry = entries[name] else { return usual }
    guard case .number(let number) = entry.content, 0...1 ~= number.double else {
      throw error(name, "its \(entry.name) should be a number from 0 to 1")
    }
    return Float(number.double)
  }

  /// A text.
  func text(_ name: String, _ usual: String) throws(ModelFileError) -> String {
    guard let entry = entries[name] else { return usual }
    guard case .string(let text) = entry.content else {
      throw error(name, "its \(entry.name) should be a text")
    }
    return text
  }

  /// True or false; `usual` where the file says nothing.
  func flag(_ name: String, _ usual: Bool = false) throws(ModelFileError) -> Bool {
    guard let entry = entries[name] else { return usual }
    guard case .bool(let flag) = entry.content else {
      throw error(name, "its \(entry.name) should be true or false")
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
    ModelFileError(file: path, line: entries[name]?.line ?? line, reason: reason)
  }
}

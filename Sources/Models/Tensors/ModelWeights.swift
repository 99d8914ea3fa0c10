import FoundationEssentials

/// The weights of a model: the named tensors of its folder, whether they lie in one .safetensors
/// file or in several, or those of a .gguf file.
///
/// Every file is opened and mapped once. Frameworks put the names of the modules around a model
/// before the names of its tensors (`bert.`, `module.`, `_orig_mod.model.`): see
/// `withPrefix(before:)`.
public struct ModelWeights: Sendable {
  /// Every tensor by its name, without the prefix.
  public let tensors: [String: Tensor]
  /// What stands before the names in the files.
  public let prefix: String
  /// The path of model.safetensors, of the index that names the files, or of the .gguf file.
  public let path: String
  /// Whether they are those of a .gguf file, which writes some of them in another order.
  let areGGUF: Bool
  // By the whole name.
  private let places: [String: Place]

  /// Where a tensor is.
  private struct Place {
    let file: any TensorFile
    /// What the file calls it.
    let name: String
  }

  private static let single = "model.safetensors"
  private static let index = "model.safetensors.index.json"

  /// Whether there are weights in `folder` that can be read.
  static func areIn(_ folder: String) -> Bool {
    [single, index].contains { FileStatus(of: folder + "/" + $0) != .missing }
  }

  /// Opens the weights of the model in `folder`: model.safetensors or, without it, the files that
  /// model.safetensors.index.json names.
  ///
  /// - Throws: which of the files is missing, can't be read or is wrong.
  public init(folder: String) throws(ModelFileError) {
    let (single, index) = (folder + "/" + Self.single, folder + "/" + Self.index)
    guard FileStatus(of: single) == .missing, FileStatus(of: index) != .missing else {
      let file = try Safetensors(path: single)
      self.init(
        path: single,
        places: Dictionary(
          uniqueKeysWithValues: file.tensors.keys.map { ($0, Place(file: file, name: $0)) }))
      return
    }
    var opened: [String: Safetensors] = [:]
    var places: [String: Place] = [:]
    // In order, so that of several mistakes the same one is always told.
    for (tensor, name) in try ShardIndex(path: index).files.sorted(by: { $0.key < $1.key }) {
      let path = folder + "/" + name
      guard opened[name] != nil || FileStatus(of: path) != .missing else {
        throw IncompleteFolder(path: folder).interruptedDownload
          ?? ModelFileError(
            file: path, reason: "does not exist; model.safetensors.index.json names it")
      }
      let file = if let known = opened[name] { known } else { try Safetensors(path: path) }
      opened[name] = file
      guard file.tensors[tensor] != nil else {
        throw ModelFileError(
          file: path,
          reason: "has no tensor \(tensor); model.safetensors.index.json says that it has")
      }
      places[tensor] = Place(file: file, name: tensor)
    }
    self.init(path: index, places: places)
  }

  /// The tensors of a .gguf file, called as `names` says: what Hugging Face's files call them.
  init(_ file: GGUF, names: (String) -> String) {
    var places: [String: Place] = [:]
    for name in file.tensors.keys { places[names(name)] = Place(file: file, name: name) }
    self.init(path: file.path, areGGUF: true, places: places)
  }

  private init(
    path: String, areGGUF: Bool = false, prefix: String = "", places: [String: Place]
  ) {
    self.path = path
    self.areGGUF = areGGUF
    self.prefix = prefix
    self.places = places
    var tensors: [String: Tensor] = [:]
    for (name, place) in places where name.hasPrefix(prefix) {
      tensors[String(name.dropFirst(prefix.count))] = place.file.tensors[place.name]
    }
    self.tensors = tensors
  }

  /// All of them, with the names that they have in the files.
  var whole: ModelWeights { ModelWeights(path: path, areGGUF: areGGUF, places: places) }

  /// The weights whose names go on after what stands before `name`, a tensor that the model must
  /// have. Tensors without that prefix are left out.
  ///
  ///     weights.withPrefix(before: "embeddings.word_embeddings.weight").prefix  // "module.bert."
  ///
  /// - Throws: that no tensor has this name, or that several have.
  public func withPrefix(before name: String) throws(ModelFileError) -> ModelWeights {
    let found = tensors.keys.filter { $0 == name || $0.hasSuffix("." + name) }.sorted()
    guard let first = found.first else { throw error("has no tensor \(prefix + name)") }
    guard found.count == 1 else {
      throw error(
        "has more than one tensor \(name): \(found.map { prefix + $0 }.joined(separator: ", ")); "
          + "there is no telling which of these models to read")
    }
    return ModelWeights(
      path: path, areGGUF: areGGUF, prefix: prefix + first.dropLast(name.count), places: places)
  }

  /// The same with the tensor `other` under `name` too, beside the tensor `neighbor`; as they are where
  /// there is one of that name, or no telling which tensors are meant.
  func naming(_ other: String, as name: String, beside neighbor: String) -> ModelWeights {
    guard !tensors.keys.contains(where: { $0 == name || $0.hasSuffix("." + name) }),
      let source = try? withPrefix(before: other), let body = try? withPrefix(before: neighbor)
    else { return self }
    var places = places
    places[body.prefix + name] = places[source.prefix + other]
    return ModelWeights(path: path, areGGUF: areGGUF, prefix: prefix, places: places)
  }

  /// All numbers of the tensor `name`, the last dimension running fastest: for what is small, since
  /// all of it is copied and looked through.
  ///
  /// - Throws: that there is no such tensor, that its type can't be read as `Float`, or that a
  ///   number of it is not finite.
  public func floats(of name: String) throws(ModelFileError) -> [Float] {
    let place = try place(of: name)
    let numbers = try place.file.floats(of: place.name)
    guard let other = numbers.firstIndex(where: { !$0.isFinite }) else { return numbers }
    throw .notFinite(numbers[other], at: "\(other)", of: place.name, file: place.file.path)
  }

  /// The rows of the two-dimensional tensor `name`, which are not looked through: see
  /// `TensorRows.checkFinite`.
  ///
  /// - Throws: that there is no such tensor, that it is not two-dimensional, or that its type
  ///   can't be read as `Float`.
  public func rows(of name: String) throws(ModelFileError) -> TensorRows {
    let place = try place(of: name)
    return try place.file.rows(of: place.name)
  }

  /// Finds out whether the tensor `name`, where there is one, has the shape that config.json asks
  /// for.
  public func check(_ name: String, hasShape shape: [Int]) throws(ModelFileError) {
    guard let tensor = tensors[name], tensor.shape != shape else { return }
    let place = try place(of: name)
    throw ModelFileError(
      file: place.file.path,
      reason: "the tensor \(place.name) has the shape \(tensor.shape); "
        + "\(areGGUF ? "its metadata" : "config.json") asks for \(shape)")
  }

  private func place(of name: String) throws(ModelFileError) -> Place {
    guard let place = places[prefix + name] else { throw error("has no tensor \(prefix + name)") }
    return place
  }

  private func error(_ reason: String) -> ModelFileError {
    ModelFileError(file: path, reason: reason)
  }
}

extension ModelFileError {
  /// That a weight is `number`, which is infinite or none at all.
  static func notFinite(
    _ number: Float, at place: String, of tensor: String, file: String
  ) -> ModelFileError {
    let name = number.isNaN ? "NaN" : number > 0 ? "infinity" : "-infinity"
    return ModelFileError(
      file: file,
      reason: "the tensor \(tensor) has \(name) at \(place); every weight must be a finite "
        + "number, so this model can't be used")
  }
}

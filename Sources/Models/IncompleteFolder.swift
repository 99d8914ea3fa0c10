import JSON

/// A folder in which a part of a model is missing: what it is instead, and what to do about it.
struct IncompleteFolder {
  private let path: String
  private let files: [String]

  init(path: String) {
    self.path = path
    files = names(in: path)
  }

  /// What to say of a folder without a config.json.
  var withoutConfiguration: ModelFileError {
    adapter ?? interruptedDownload ?? modelInside
      ?? error(
        "is no model's folder: it has no config.json; name the folder that holds it, "
          + "model.safetensors and vocab.txt or tokenizer.json")
  }

  /// What to say of a folder without weights that can be read.
  var withoutWeights: ModelFileError {
    adapter ?? interruptedDownload ?? pickledWeights ?? modelInside
      ?? ModelFileError(
        file: path + "/model.safetensors",
        reason: "does not exist; a model's weights are in it, or in the files that "
          + "model.safetensors.index.json names" + otherWeights)
  }

  // Only what has no weights of its own is asked this.
  private var adapter: ModelFileError? {
    let file = path + "/adapter_config.json"
    guard FileStatus(of: file) != .missing else { return nil }
    do {
      let base = try AdapterConfiguration(path: file).base
      return error(
        "is an adapter, which only changes the weights of \(base ?? "another model"); merge it into "
          + "that model (merge_and_unload in the peft library), save the whole, and name its folder"
      )
    } catch {
      return error
    }
  }

  /// What to say of a model in the cache, whose folder this is, without a snapshot.
  var withoutSnapshot: ModelFileError {
    interruptedDownload
      ?? error("has no snapshot of the model's files; download the model again\(asWith)")
  }

  /// What to say where files are left of a download that did not end.
  var interruptedDownload: ModelFileError? {
    // The folder itself, the cache's for files on their way, and that of a download into a folder.
    var places = [path, path + "/blobs", path + "/.cache/huggingface/download"]
    if FileStatus(of: path + "/../../snapshots") == .folder { places.append(path + "/../../blobs") }
    for place in places {
      guard let file = names(in: place).first(where: Self.isUnfinished) else { continue }
      return error(
        "is not whole: the download of \(place)/\(file) did not end; download the model again"
          + asWith)
    }
    return nil
  }

  private var asWith: String {
    path.split(separator: "/").last { $0.hasPrefix("models--") }
      .map { ", as with hf download " + ModelFolder.name(ofEntry: String($0)) } ?? ""
  }

  private static func isUnfinished(_ file: String) -> Bool {
    [".incomplete", ".part", ".crdownload"].contains { file.hasSuffix($0) }
  }

  private var modelInside: ModelFileError? {
    let inside = files.filter { name in
      FileStatus(of: "\(path)/\(name)/config.json") == .other
        && names(in: path + "/" + name).contains { Self.isWeights($0) }
    }
    // checkpoint-500 before checkpoint-1000.
    .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    guard let first = inside.first else { return nil }
    return error(
      inside.count == 1
        ? "is no model's folder, but \(first) in it is: name \(path)/\(first)"
        : "is no model's folder, but some in it are: name one of \(inside.joined(separator: ", ")), "
          + "such as \(path)/\(first)")
  }

  private static func isWeights(_ name: String) -> Bool {
    name == "model.safetensors" || name == "model.safetensors.index.json" || isPickled(name)
  }

  private static func isPickled(_ name: String) -> Bool {
    name.hasPrefix("pytorch_model") && name.hasSuffix(".bin")
  }

  private var pickledWeights: ModelFileError? {
    guard let file = files.first(where: Self.isPickled) else { return nil }
    return ModelFileError(
      file: path + "/" + file,
      reason:
        "is of a kind that can run a program when it is read, so it is not; convert it, in its "
        + "folder, with \(Self.conversion)")
  }

  /// One line for a shell. Nothing is run of what is in the files, and tensors that share their
  /// numbers, which a .safetensors file can't have, are parted.
  static let conversion = """
    python3 -c "import glob, torch, safetensors.torch as s; s.save_file({name: tensor.contiguous()\
    .clone() for file in glob.glob('pytorch_model*.bin') for name, tensor in torch.load(file, \
    map_location='cpu', weights_only=True).items()}, 'model.safetensors', {'format': 'pt'})"
    """

  private var otherWeights: String {
    let endings = [".safetensors", ".gguf", ".h5", ".msgpack", ".onnx", ".bin", ".pt", ".ckpt"]
    let others = files.filter { name in endings.contains { name.hasSuffix($0) } }
    guard let first = others.first else { return "" }
    return others.count == 1
      ? "; \(first) can't be read in their place"
      : "; none of \(others.joined(separator: ", ")) can be read in their place"
  }

  private func error(_ reason: String) -> ModelFileError {
    ModelFileError(file: path, reason: reason)
  }
}

/// An adapter_config.json: what an adapter is to be added to.
private struct AdapterConfiguration {
  /// The name or the folder of the model; `nil` where the file does not say it.
  let base: String?

  init(path: String) throws(ModelFileError) {
    let file = try MappedFile(path: path, atMost: 10_000_000)
    base = try file.json { reader throws(Flaw) in
      try JSONObject(reader.value(), "a configuration").string("base_model_name_or_path")
    }
  }
}

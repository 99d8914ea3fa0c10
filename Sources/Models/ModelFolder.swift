/// The folder of a model that a person names.
public enum ModelFolder {
  /// The folder that `nameOrFolder` means: a folder itself, or the name of a model in the Hugging
  /// Face cache, such as `sentence-transformers/all-MiniLM-L6-v2`. Nothing is downloaded.
  ///
  /// An existing folder is taken before a name; `~/` is the home folder. The cache is the folder
  /// `HF_HUB_CACHE`, else `HUGGINGFACE_HUB_CACHE`, else `hub` in `HF_HOME`, else `huggingface/hub`
  /// in `XDG_CACHE_HOME` or in `~/.cache`; a variable that is empty counts as not set. In it, the
  /// file `models--ORG--NAME/refs/main` names the commit whose snapshot is the model's folder; where
  /// there is one snapshot alone, it needs no name. The entry `models--ORG--NAME` may be named as a
  /// folder too.
  ///
  /// - Parameter bundled: the models that come with the program, each with the names for it. They
  ///   are taken whatever the case of the name, where neither a folder nor the cache has it.
  /// - Throws: what was looked for where, and what would be right.
  public static func find(
    _ nameOrFolder: String, environment: [String: String],
    bundled: [(names: [String], folder: String)] = []
  ) throws(ModelFileError) -> String {
    let variables = environment.filter { !$0.value.isEmpty }
    let path = expand(nameOrFolder, variables)
    switch FileStatus(of: path) {
    case .folder:
      let isEntry =
        FileStatus(of: path + "/snapshots") == .folder
        && FileStatus(of: path + "/config.json") == .missing
      return isEntry ? try snapshot(in: path) : path
    case .other:
      guard GGUF.isFile(path) else {
        throw ModelFileError(file: path, reason: "is not a folder; name the folder it is in")
      }
      return path
    case .missing: break
    }
    if let file = FoundModel.llamaCppFile(nameOrFolder, variables) { return file }
    guard !nameOrFolder.lowercased().hasSuffix(".gguf") else {
      throw ModelFileError(
        file: nameOrFolder, reason: "no such file; attnviz models lists the models that are there")
    }
    guard isName(nameOrFolder) else {
      throw ModelFileError(
        file: nameOrFolder.isEmpty ? "\"\"" : nameOrFolder,
        reason: "is neither an existing folder nor a model's name, which is NAME or ORG/NAME in "
          + "letters, digits and - _ .")
    }
    let cache = cache(variables)
    let entry = "models--" + nameOrFolder.replacing("/", with: "--")
    if let cache, FileStatus(of: cache + "/" + entry) == .folder {
      return try snapshot(in: cache + "/" + entry)
    }
    let lower = nameOrFolder.lowercased()
    if let own = bundled.first(where: { $0.names.contains { $0.lowercased() == lower } }) {
      return own.folder
    }
    guard let cache else {
      throw ModelFileError(
        file: nameOrFolder,
        reason: "is no existing folder, and without HF_HUB_CACHE, HF_HOME or HOME there is no "
          + "cache to look it up in")
    }
    if let other = nearest(to: lower, in: cache) {
      throw ModelFileError(
        file: nameOrFolder,
        reason: "is no existing folder and not in the cache \(cache); did you mean \(other), which "
          + "is there?")
    }
    throw ModelFileError(
      file: nameOrFolder,
      reason: "is no existing folder, and the cache \(cache) has no \(entry); nothing is "
        + "downloaded, so name a folder or a model that is there")
  }

  /// The folders of all models in the cache, as `find` would find them, with their names.
  ///
  /// - Returns: the cache, and what is in it by name; `nil` where the environment says of no cache.
  static func cached(
    environment: [String: String]
  ) -> (cache: String, models: [(name: String, entry: String)])? {
    guard let cache = cache(environment.filter { !$0.value.isEmpty }) else { return nil }
    let models = names(in: cache).filter {
      $0.hasPrefix("models--") && FileStatus(of: cache + "/" + $0) == .folder
    }
    return (cache, models.map { (name(ofEntry: $0), cache + "/" + $0) })
  }

  /// The name of the model whose entry in the cache is `entry`.
  static func name(ofEntry entry: String) -> String {
    entry.replacing("models--", with: "", maxReplacements: 1)
      .replacing("--", with: "/", maxReplacements: 1)
  }

  /// The model in the cache whose name is `lower` but for case, or but for the organization.
  private static func nearest(to lower: String, in cache: String) -> String? {
    let known = names(in: cache).filter { $0.hasPrefix("models--") }.map(name(ofEntry:))
    return known.first { $0.lowercased() == lower }
      ?? known.first {
        $0.lowercased().split(separator: "/").last == lower.split(separator: "/").last
      }
  }

  static func snapshot(in entry: String) throws(ModelFileError) -> String {
    let snapshots = names(in: entry + "/snapshots")
      .filter { FileStatus(of: "\(entry)/snapshots/\($0)") == .folder }
    let path = entry + "/refs/main"
    guard FileStatus(of: path) != .missing else {
      guard let first = snapshots.first else {
        throw IncompleteFolder(path: entry).withoutSnapshot
      }
      guard snapshots.count == 1 else {
        throw ModelFileError(
          file: path,
          reason: "does not exist; it should name the commit of the model to open. Name the folder "
            + "of one: " + snapshots.map { "\(entry)/snapshots/\($0)" }.joined(separator: ", "))
      }
      return entry + "/snapshots/" + first
    }
    let file = try MappedFile(path: path, atMost: longestCommit)
    let commit = String(decoding: file.bytes, as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !commit.isEmpty, commit.utf8.allSatisfy(isPlain), !commit.hasPrefix(".") else {
      throw ModelFileError(
        file: path, reason: "should hold nothing but a commit's name, which is letters and digits")
    }
    let folder = entry + "/snapshots/" + commit
    guard FileStatus(of: folder) == .folder else {
      throw IncompleteFolder(path: entry).interruptedDownload
        ?? ModelFileError(
          file: folder, reason: "is not a folder; refs/main says that the model's files are in it")
    }
    return folder
  }

  private static let longestCommit = 256

  // As the library that fills the cache allows them.
  private static func isName(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return name.utf8.count <= 96 && parts.count <= 2 && !name.contains("--")
      && !name.contains("..")
      && parts.allSatisfy { part in
        guard let first = part.first, let last = part.last else { return false }
        return part.utf8.allSatisfy(isPlain) && !"-.".contains(first) && !"-.".contains(last)
      }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private static func cache(_ variables: [String: String]) -> String? {
    let places = [
      ("HF_HUB_CACHE", ""), ("HUGGINGFACE_HUB_CACHE", ""), ("HF_HOME", "/hub"),
      ("XDG_CACHE_HOME", "/huggingface/hub"), ("HOME", "/.cache/huggingface/hub"),
    ]
    for (name, below) in places {
      if let folder = variables[name] { return expand(folder, variables) + below }
    }
    return nil
  }

  private static func expand(_ path: String, _ variables: [String: String]) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = variables["HOME"] else { return path }
    return home + path.dropFirst()
  }
}

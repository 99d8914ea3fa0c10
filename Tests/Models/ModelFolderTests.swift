import Foundation
import Models
import Testing

/// What the name of a model or a folder stands for.
@Suite struct ModelFolderTests {
  private let cache: String
  private let model: TemporaryModel
  private let commit = "8b3219a92973c328a8e22fadcfa821b5dc75636a"

  init() throws {
    model = try TemporaryModel()
    cache = model.folder + "/hub"
  }

  @discardableResult
  private func makeFolder(_ path: String) throws -> String {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// Lays a model in a cache as the library that fills it does, and gives the snapshot's path.
  @discardableResult
  private func fill(
    _ name: String, cache: String? = nil, reference: String? = nil
  ) throws -> String {
    let entry = (cache ?? self.cache) + "/models--" + name
    try makeFolder(entry + "/refs")
    try makeFolder(entry + "/blobs")
    try Data((reference ?? commit).utf8).write(to: URL(fileURLWithPath: entry + "/refs/main"))
    let snapshot = try makeFolder(entry + "/snapshots/" + commit)
    for file in ["config.json", "model.safetensors", "vocab.txt", "tokenizer_config.json"] {
      let blob = entry + "/blobs/" + file.utf8.reduce("") { $0 + String($1, radix: 16) }
      try Fixture.data("tiny-gelu/" + file).write(to: URL(fileURLWithPath: blob))
      try FileManager.default.createSymbolicLink(
        atPath: snapshot + "/" + file,
        withDestinationPath: "../../blobs/" + (blob as NSString).lastPathComponent)
    }
    return snapshot
  }

  private func find(_ name: String, _ variables: [String: String]? = nil) throws -> String {
    try ModelFolder.find(name, environment: variables ?? ["HF_HUB_CACHE": cache])
  }

  private func expectError(
    _ file: String, _ reason: String, for name: String, _ variables: [String: String]? = nil,
    at line: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: ModelFileError(file: file, reason: reason), sourceLocation: line) {
      try find(name, variables)
    }
  }

  @Test func existingFolderIsTakenAsItIs() throws {
    #expect(try find(model.folder) == model.folder)
    #expect(try find(model.folder + "/") == model.folder + "/")
    #expect(try find(".") == ".")
    let link = model.folder + "/link to it"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: model.folder)
    #expect(try find(link, [:]) == link)
  }

  @Test func homeFolder() throws {
    let folder = try makeFolder(model.folder + "/models/mine")
    #expect(try find("~/models/mine", ["HOME": model.folder]) == folder)
    #expect(try find("~", ["HOME": model.folder]) == model.folder)
    expectError(
      "~/models/none",
      "is neither an existing folder nor a model's name, which is NAME or ORG/NAME in letters, "
        + "digits and - _ .", for: "~/models/none", ["HOME": model.folder])
  }

  @Test func namesInTheCache() throws {
    let one = try fill("sentence-transformers--all-MiniLM-L6-v2")
    let two = try fill("bert-base-uncased")
    #expect(try find("sentence-transformers/all-MiniLM-L6-v2") == one)
    #expect(try find("bert-base-uncased") == two)
    // Its files are links.
    #expect(try LanguageModel(folder: two).transformer.shape.hiddenSize == 12)
  }

  @Test(arguments: [
    (["HF_HUB_CACHE"], ""), (["HUGGINGFACE_HUB_CACHE"], ""), (["HF_HOME"], "/hub"),
    (["XDG_CACHE_HOME"], "/huggingface/hub"), (["HOME"], "/.cache/huggingface/hub"),
  ])
  func placesOfTheCache(names: [String], below: String) throws {
    let order = ["HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME", "HOME"]
    let snapshot = try fill("a--b", cache: model.folder + below)
    let name = try #require(names.first)
    var variables = [name: model.folder]
    #expect(try find("a/b", variables) == snapshot)
    // Those that come before count only if they are not empty, those after not at all.
    let place = try #require(order.firstIndex(of: name))
    for earlier in order[..<place] { variables[earlier] = "" }
    for later in order[(place + 1)...] { variables[later] = "/none" }
    #expect(try find("a/b", variables) == snapshot)
    if let earlier = order[..<place].last {
      variables[earlier] = model.folder + "/none"
      #expect(throws: ModelFileError.self) { try find("a/b", variables) }
    }
  }

  @Test func cacheInTheHomeFolder() throws {
    let snapshot = try fill("a--b")
    #expect(try find("a/b", ["HF_HUB_CACHE": "~/hub", "HOME": model.folder]) == snapshot)
  }

  @Test func noCache() {
    for variables in [[:], ["HOME": "", "HF_HOME": ""]] {
      expectError(
        "a/b",
        "is no existing folder, and without HF_HUB_CACHE, HF_HOME or HOME there is no cache to "
          + "look it up in", for: "a/b", variables)
    }
  }

  @Test func aFileThatIsNotThere() {
    expectError(
      "none/x.gguf", "no such file; attnviz models lists the models that are there",
      for: "none/x.gguf")
  }

  @Test func notInTheCache() {
    expectError(
      "a/b",
      "is no existing folder, and the cache \(cache) has no models--a--b; nothing is downloaded, "
        + "so name a folder or a model that is there", for: "a/b")
  }

  @Test(arguments: [
    "", "a/", "/a", "a//b", "a/b/c", "../a", "a/..", "a..b", "a--b", "-a", "a.", ".a/b",
    "a/b-", "a b", "a\nb", "a\u{0}b", "a\u{1b}[0m", "\u{e9}", "a:b", "~", "~/a", "/no/such/folder",
    String(repeating: "a", count: 97),
  ])
  func neitherFolderNorName(name: String) {
    expectError(
      name.isEmpty ? "\"\"" : name,
      "is neither an existing folder nor a model's name, which is NAME or ORG/NAME in letters, "
        + "digits and - _ .", for: name)
  }

  @Test func fileInsteadOfAFolder() throws {
    let path = try model.write("model.safetensors", [1])
    expectError(path, "is not a folder; name the folder it is in", for: path)
  }

  @Test(arguments: ["\n", " ", "\r\n\t"])
  func whiteSpaceAroundTheCommit(space: String) throws {
    let snapshot = try fill("a--b", reference: space + commit + space)
    #expect(try find("a/b") == snapshot)
  }

  @Test(arguments: [
    " \n", "..", ".", "../../../etc", "a/b", "/etc", "a b", "a\u{0}", "a\u{1b}", "\u{e9}",
  ])
  func referenceThatNamesNoCommit(reference: String) throws {
    try fill("a--b", reference: reference)
    expectError(
      cache + "/models--a--b/refs/main",
      "should hold nothing but a commit's name, which is letters and digits", for: "a/b")
  }

  @Test func referenceThatIsTooLong() throws {
    try fill("a--b", reference: String(repeating: "a", count: 257))
    expectError(
      cache + "/models--a--b/refs/main", "is 257 bytes long; at most 256 are allowed", for: "a/b")
  }

  @Test func withoutAReferenceTheOnlySnapshotIsTaken() throws {
    let snapshot = try fill("a--b")
    let (entry, path) = (cache + "/models--a--b", cache + "/models--a--b/refs/main")
    try FileManager.default.removeItem(atPath: path)
    #expect(try find("a/b") == snapshot)
    let other = try makeFolder(entry + "/snapshots/9")
    expectError(
      path,
      "does not exist; it should name the commit of the model to open. Name the folder of one: "
        + "\(snapshot), \(other)", for: "a/b")
    try FileManager.default.removeItem(atPath: entry + "/snapshots")
    expectError(
      entry,
      "has no snapshot of the model's files; download the model again, as with hf download a/b",
      for: "a/b")
    try Data([1]).write(to: URL(fileURLWithPath: entry + "/blobs/2.incomplete"))
    expectError(
      entry,
      "is not whole: the download of \(entry)/blobs/2.incomplete did not end; download the model "
        + "again, as with hf download a/b", for: "a/b")
  }

  @Test func theEntryOfTheCacheAsAFolder() throws {
    let snapshot = try fill("a--b")
    #expect(try find(cache + "/models--a--b") == snapshot)
    // A model may have a folder of this name.
    try makeFolder(snapshot + "/snapshots")
    #expect(try find(snapshot) == snapshot)
  }

  @Test(arguments: [
    ("bert-base-uncased", "BERT-Base-Uncased"), ("org/name", "Org/NAME"), ("org/name", "name"),
    ("org/name", "other/Name"), ("org/name-with-parts", "org/Name-With-Parts"),
  ])
  func anotherNameThatIsThere(right: String, asked: String) throws {
    try fill(right.replacing("/", with: "--"))
    expectError(
      asked,
      "is no existing folder and not in the cache \(cache); did you mean \(right), which is there?",
      for: asked)
  }

  @Test func bundledModels() throws {
    let bundled = [(names: ["small-One", "org/small-one"], folder: "/bundled/small")]
    func find(_ name: String, _ variables: [String: String]) throws -> String {
      try ModelFolder.find(name, environment: variables, bundled: bundled)
    }
    for name in ["small-one", "Small-One", "org/small-one"] {
      #expect(try find(name, [:]) == "/bundled/small")
      #expect(try find(name, ["HF_HUB_CACHE": cache]) == "/bundled/small")
    }
    // What the person has goes before.
    let snapshot = try fill("org--small-one")
    #expect(try find("org/small-one", ["HF_HUB_CACHE": cache]) == snapshot)
    #expect(throws: ModelFileError.self) { try find("small", [:]) }
  }

  @Test func referenceThatIsNoFile() throws {
    try fill("a--b")
    let path = cache + "/models--a--b/refs/main"
    try FileManager.default.removeItem(atPath: path)
    #expect(mkfifo(path, 0o600) == 0)
    expectError(path, "is not a regular file", for: "a/b")
  }

  @Test func snapshotThatIsMissing() throws {
    try fill("a--b", reference: "0123")
    expectError(
      cache + "/models--a--b/snapshots/0123",
      "is not a folder; refs/main says that the model's files are in it", for: "a/b")
  }
}

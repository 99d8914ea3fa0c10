import Foundation
import Testing

/// `attnviz models`, and models opened by the names that it lists.
struct ListModelsTests {
  private let home: TemporaryFolder
  private var cache: String { "\(home.path)/.cache/huggingface/hub" }

  init() throws {
    home = try TemporaryFolder()
  }

  /// Lays files in the cache as the library that fills it does.
  private func fill(_ entry: String, _ files: [String: Data]) throws {
    let folder = "\(cache)/\(entry)"
    for name in ["blobs", "refs", "snapshots/0123"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    try Data("0123".utf8).write(to: URL(fileURLWithPath: "\(folder)/refs/main"))
    for (name, content) in files {
      try content.write(to: URL(fileURLWithPath: "\(folder)/blobs/\(name)"))
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/snapshots/0123/\(name)", withDestinationPath: "../../blobs/\(name)")
    }
  }

  private func tiny() throws -> [String: Data] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Models/Fixtures/tiny-relu")
    var files: [String: Data] = [:]
    for name in ["config.json", "model.safetensors", "vocab.txt", "tokenizer_config.json"] {
      files[name] = try Data(contentsOf: folder.appendingPathComponent(name))
    }
    return files
  }

  @Test func theBundledModelAndTheCache() throws {
    let empty = try Program.attnviz("models", home: home)
    #expect(empty.status == 0 && empty.errors.isEmpty)
    #expect(
      empty.output == """
        bundled
          name                   type   layers × heads  hidden size  on disk    memory  what it can do
          all-MiniLM-L6-v2       bert           6 × 12          384  45.6 MB   67.4 MB  explore its heads
          SmolLM2-135M-Instruct  llama          30 × 9          576  98.3 MB  166.5 MB  explore its heads, predict the next token

        in the cache \(cache): none

        """)
    try fill("models--me--tiny", tiny())
    try fill("datasets--me--words", [:])
    try fill(
      "models--them--xlnet",
      ["config.json": Data(#"{"model_type":"xlnet","num_hidden_layers":12}"#.utf8)])
    try fill("models--them--cut", tiny().filter { $0.key != "model.safetensors" })
    try Data([1]).write(
      to: URL(fileURLWithPath: "\(cache)/models--them--cut/blobs/4f2a.incomplete"))
    let filled = try Program.attnviz("models", home: home)
    #expect(filled.status == 0 && filled.errors.isEmpty)
    let lines = filled.output.split(separator: "\n").map(String.init).suffix(4)
    #expect(lines.count == 4)
    for (line, pattern) in zip(
      lines,
      [
        #"^  name +type +layers × heads"#,
        #"^  me/tiny +bert +1 × 2 +8 +0\.0 MB +33\.5 MB  explore its heads$"#,
        #"^  them/cut +bert +1 × 2 +8 +0\.0 MB +–  can't be opened: is not whole: the download of "#,
        #"^  them/xlnet +xlnet +12 × – +– +0\.0 MB +–  can't be opened: is of a xlnet model$"#,
      ])
    {
      #expect(line.hasMatch(pattern), "\(line)")
    }
  }

  @Test func withoutACache() throws {
    let outcome = try Program.run(
      "sh", ["-c", "env -u HOME LC_ALL=C attnviz models"], home: home)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("no cache: none of HF_HUB_CACHE, HF_HOME and HOME is set"))
    #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: [
    "all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2", "minilm", "MiniLM", "me/tiny",
    "smollm2", "HuggingFaceTB/SmolLM2-135M-Instruct",
  ])
  func namesThatAreListedOpen(name: String) throws {
    try fill("models--me--tiny", tiny())
    let outcome = try Program.attnviz(
      ["print", "--model", name, "--sentence", "Bank banks ."], home: home)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func theCacheOfLlamaCpp() throws {
    let folder = "\(home.path)/.cache/llama.cpp"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let resources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Resources")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/mine.gguf",
      withDestinationPath: resources.path
        + "/Models/SmolLM2-135M-Instruct/SmolLM2-135M-Instruct.Q4_1.gguf")
    try Data("GGUF".utf8).write(to: URL(fileURLWithPath: folder + "/cut.gguf"))
    let listed = try Program.attnviz("models", home: home)
    #expect(listed.output.contains("in the cache \(folder)\n"))
    #expect(listed.output.contains("can't be opened: is 4 bytes long"))
    for name in ["mine.gguf", folder + "/mine.gguf", "~/.cache/llama.cpp/mine.gguf"] {
      let outcome = try Program.attnviz(
        ["print", "--model", name, "--sentence", "The capital of France is"], home: home)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("model mine   llama   30 layers × 9 heads"))
    }
  }

  @Test func namesThatAreAlmostThere() throws {
    try fill("models--me--tiny", tiny())
    let outcome = try Program.attnviz(
      ["print", "--model", "Me/Tiny", "--sentence", "Bank banks ."], home: home)
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("did you mean me/tiny, which is there?"))
  }
}

import Canvas
import Explorer
import FoundationEssentials
import Glibc
import Models
import RandomText
import Scenes
import Screen
import Text
import Views

/// Broken files of models: configurations, tokenizers, tensors.
///
/// An item is a folder and a file of the tests' models in a line, and below it what stands in that file.
struct ModelFiles: Kind {
  static let name = "model-files"
  static let share = 2.0
  static let unit = Unit.bytes

  private static let fixtures =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
    + "/Models/Fixtures"

  private let scratch: String
  private let whole: [NamedFile]

  init(scratch: String) throws {
    self.scratch = scratch
    let manager = FileManager.default
    let named = { (folder: String, name: String) in
      NamedFile(
        name: "\(folder)/\(name)",
        bytes: try bytes(ofFile: "\(Self.fixtures)/\(folder)/\(name)"))
    }
    var folders = [
      "decoders/llama2-sp", "decoders/neox-serial", "decoders/qwen3", "encoders/camembert",
      "encoders/xlm-roberta",
    ]
    folders += try manager.contentsOfDirectory(atPath: Self.fixtures)
      .filter { $0.hasPrefix("tiny-") }
    folders += try manager.contentsOfDirectory(atPath: Self.fixtures + "/tokenizers")
      .map { "tokenizers/" + $0 }
    let files = try folders.sorted().flatMap { folder in
      try manager.contentsOfDirectory(atPath: "\(Self.fixtures)/\(folder)").sorted()
        .filter { !$0.hasPrefix("expected") }
        .map { try named(folder, $0) }
    }
    whole =
      try files + [named("sentencepieces", "bpe.model"), named("sentencepieces", "unigram.model")]
  }

  func make(using random: inout SeededGenerator) -> [UInt8] {
    let file = random.one(of: whole)
    let bytes =
      file.name.hasSuffix(".safetensors")
      ? tensors(file.bytes, using: &random)
      : Mutation.broken(
        file.bytes, isJSON: file.name.hasSuffix(".json"), others: whole.map(\.bytes), using: &random
      )
    return NamedFile(name: file.name, bytes: bytes).item
  }

  /// A broken file of tensors; of most the header alone is broken, and its length is right.
  private func tensors(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard !random.isOne(in: 4), 8 + length <= bytes.count else {
      return Mutation.broken(bytes, isJSON: false, using: &random)
    }
    let header = Mutation.broken(Array(bytes[8..<8 + length]), isJSON: true, using: &random)
    let start = withUnsafeBytes(of: UInt64(header.count).littleEndian, Array.init)
    return start + header + bytes[(8 + length)...]
  }

  func run(_ item: [UInt8]) throws -> Int {
    let file = NamedFile(item: item)
    let parts = file.name.split(separator: "/")
    guard parts.count >= 2, let name = parts.last else { return 0 }
    let source = "\(Self.fixtures)/\(parts.dropLast().joined(separator: "/"))"
    let folder = scratch + "/model"
    let manager = FileManager.default
    defer { try? manager.removeItem(atPath: folder) }
    try? manager.removeItem(atPath: folder)
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for other in try manager.contentsOfDirectory(atPath: source) where other != name {
      try manager.createSymbolicLink(
        atPath: "\(folder)/\(other)", withDestinationPath: "\(source)/\(other)")
    }
    let isSentencePieces = parts.first == "sentencepieces"
    try Data(file.bytes).write(
      to: URL(fileURLWithPath: "\(folder)/\(isSentencePieces ? "tokenizer.model" : name)"))
    do {
      if isSentencePieces {
        try read(with: try Tokenizer(folder: folder, tokenizerClass: "LlamaTokenizer"))
      } else if parts.first == "tokenizers" {
        try read(with: try Tokenizer(folder: folder))
      } else {
        try explore(try LanguageModel(folder: folder))
      }
    } catch let error as ModelFileError {
      let text = error.description
      try require(text.contains(folder), "a problem does not name a file in \(folder): \(text)")
      try require(error.reason.count > 5, "a problem says nothing: \(text)")
    }
    return 1
  }

  private func read(with tokenizer: Tokenizer) throws {
    for text in ["The bank, naïve [E1] Word word", "東京 نمي \u{301} \0\u{FFFF}", "", "[MASK]"] {
      let tokens = tokenizer.encode(text)
      try require(
        tokens.allSatisfy { 0..<tokenizer.vocabulary.count ~= $0.id },
        "a token has no word: \(tokens)")
    }
  }

  private func explore(_ model: LanguageModel) throws {
    let scene = try Scene(sentence: "Bank banks . bank É unknown")
    var reading = FileReading()
    reading.append(FileReading(scene, named: "scene"))
    let scenes = PreparedScenes(reading, models: OpenModels(model))
    guard let sentences = try OpenSentences(scenes) else {
      throw Broken("a plain sentence does not open: \(scenes.problems)")
    }
    var explorer = Explorer(sentences)
    let size = Size(rows: 24, columns: 80)
    for key in "mAa2]x}m45t678c9".map(Key.character) {
      var keys = [key][...]
      _ = explorer.press(&keys)
      try check(Screen.draw(explorer, size: size, glyphs: .unicode), size)
    }
    try checkPrinted(explorer.sentence)
  }
}

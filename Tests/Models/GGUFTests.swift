import Foundation
import Models
import Resources
import Testing

/// .gguf files: those that lie must give an error that names the file, none may end the program.
@Suite struct GGUFTests {
  /// A file in the making.
  struct Writer {
    var bytes: [UInt8] = []

    mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) {
      bytes += withUnsafeBytes(of: number.littleEndian, Array.init)
    }
    mutating func string(_ text: String) {
      number(UInt64(text.utf8.count))
      bytes += text.utf8
    }

    /// An entry of the metadata, which is a number.
    mutating func entry(_ key: String, _ number: UInt32) {
      string(key)
      self.number(UInt32(4))
      self.number(number)
    }

    /// An entry which is a text.
    mutating func entry(_ key: String, _ text: String) {
      string(key)
      number(UInt32(8))
      string(text)
    }

    /// A header that is right, and what comes after the counts.
    static func file(
      version: UInt32 = 3, tensors: UInt64 = 0, entries: UInt64 = 0,
      _ rest: (inout Writer) -> Void = { _ in }
    ) -> [UInt8] {
      var writer = Writer(bytes: Array("GGUF".utf8))
      writer.number(version)
      writer.number(tensors)
      writer.number(entries)
      rest(&writer)
      return writer.bytes
    }

    mutating func tensor(
      _ name: String, _ shape: [UInt64], type: UInt32 = 0, at place: UInt64 = 0
    ) {
      string(name)
      number(UInt32(shape.count))
      for length in shape { number(length) }
      number(type)
      number(place)
    }

    /// So many bytes of data from the next multiple of 32 on.
    mutating func data(_ count: Int) {
      bytes += [UInt8](repeating: 0, count: (32 - bytes.count % 32) % 32 + count)
    }
  }

  private let model: TemporaryModel

  init() throws { model = try TemporaryModel() }

  private func expect(_ reason: String, _ bytes: [UInt8]) throws {
    let path = try model.write("x.gguf", bytes)
    do {
      _ = try GGUF(path: path)
      Issue.record("opened; expected: \(reason)")
    } catch {
      #expect(error.file == path && error.reason.contains(reason), "\(error)")
    }
  }

  @Test func whatIsNoHeader() throws {
    try expect("is 3 bytes long; a .gguf file has at least 24", [1, 2, 3])
    try expect("does not begin with GGUF", [UInt8](repeating: 0, count: 24))
    try expect("is of version 1 of the format; 2 and 3 can be read", Writer.file(version: 1))
    try expect(
      "is written for machines whose numbers begin with the highest byte",
      Writer.file(version: UInt32(3).byteSwapped))
    try expect("says that it has 18446744073709551615 tensors", Writer.file(tensors: .max))
    try expect("says that it has 9 metadata entries", Writer.file(entries: 9))
  }

  @Test func metadataThatLies() throws {
    try expect(
      "in the middle of a key of its metadata",
      Writer.file(entries: 1) {
        $0.number(UInt64.max)
        $0.number(UInt64(0))
      })
    try expect(
      "its a is of the unknown type 77",
      Writer.file(entries: 1) {
        $0.string("a")
        $0.number(UInt32(77))
        $0.number(UInt64(0))
      })
    try expect(
      "says that it has 9223372036854775808 elements of a",
      Writer.file(entries: 1) {
        $0.string("a")
        $0.number(UInt32(9))
        $0.number(UInt32(8))
        $0.number(UInt64(1) << 63)
      })
    try expect(
      "its metadata has a twice",
      Writer.file(entries: 2) { writer in
        for _ in 0..<2 {
          writer.entry("a", 1)
        }
        writer.number(UInt64(0))
      })
    try expect(
      "its general.alignment should be a multiple of 8",
      Writer.file(entries: 1) {
        $0.entry("general.alignment", 0)
      })
    try expect(
      "is one of 3 parts",
      Writer.file(entries: 1) {
        $0.entry("split.count", 3)
      })
    try expect(
      "a key of its metadata is not UTF-8 text",
      Writer.file(entries: 1) {
        $0.number(UInt64(1))
        $0.bytes.append(0xff)
        $0.number(UInt64(0))
      })
  }

  @Test func tensorsThatLie() throws {
    func file(_ shape: [UInt64], type: UInt32 = 0, at place: UInt64 = 0, data: Int = 64) -> [UInt8]
    {
      Writer.file(tensors: 1) {
        $0.tensor("t", shape, type: type, at: place)
        $0.data(data)
      }
    }
    #expect(throws: Never.self) {
      let file = try GGUF(path: model.write("good.gguf", file([4, 2])))
      #expect(file.tensors["t"]?.shape == [2, 4])
    }
    try expect("the tensor t has 0 dimensions", file([]))
    try expect("the tensor t has 5 dimensions", file([1, 1, 1, 1, 1]))
    try expect("has the impossible shape", file([.max, 2]))
    try expect("has the impossible shape", file([1 << 40, 1 << 40]))
    try expect("has the impossible shape", file([0, 4]))
    try expect("has the impossible shape", file([48], type: 8))
    try expect(
      "the tensor t is of the type Q3_K; F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K and "
        + "Q6_K can be read",
      file([256], type: 11))
    try expect("has the impossible shape", file([32], type: 12))
    try expect("is of the type number 99", file([4], type: 99))
    try expect("begins at 8, which is no multiple of 32", file([4], at: 8))
    try expect("so that its end is missing: download it again", file([64, 64]))
    try expect("beyond what any file has", file([4], at: 1 << 60))
    try expect(
      "the tensor b overlaps the one before it",
      Writer.file(tensors: 2) {
        $0.tensor("a", [16])
        $0.tensor("b", [16], at: 32)
        $0.data(128)
      })
    try expect(
      "the tensor a is given twice",
      Writer.file(tensors: 2) {
        $0.tensor("a", [8])
        $0.tensor("a", [8], at: 32)
        $0.data(64)
      })
  }

  /// However few of its bytes are there, the file is refused.
  @Test func aFileThatIsCut() throws {
    let whole = try Data(
      contentsOf: URL(fileURLWithPath: Resources.languageModel), options: .alwaysMapped)
    for count in [0, 3, 24, 100, 1000, 5000, 1_000_000, 1_785_000, 2_000_000, whole.count - 1] {
      let path = try model.write("cut.gguf", whole.prefix(count))
      #expect(throws: ModelFileError.self) { try GGUF(path: path) }
    }
  }

  /// Bytes of the header that are others are refused, or read as something else, and end nothing.
  @Test func headersWithOtherBytes() throws {
    var whole = Writer.file(tensors: 2, entries: 3) {
      $0.entry("general.architecture", "llama")
      $0.entry("llama.block_count", 1)
      $0.string("tokenizer.ggml.tokens")
      $0.number(UInt32(9))
      $0.number(UInt32(8))
      $0.number(UInt64(2))
      $0.string("a")
      $0.string("b")
      $0.tensor("token_embd.weight", [8, 2])
      $0.tensor("output_norm.weight", [8], at: 64)
      $0.data(96)
    }
    let end = whole.count - 96
    for place in 0..<end {
      let kept = whole[place]
      for byte in [0, 0xff, kept ^ 1, kept ^ 0x80] as [UInt8] {
        whole[place] = byte
        let path = try model.write("other.gguf", whole)
        _ = try? GGUF(path: path)
        _ = try? LanguageModel(folder: path)
      }
      whole[place] = kept
    }
  }

  @Test func otherFamiliesAreRefusedByName() throws {
    let path = try model.write(
      "bloom.gguf",
      Writer.file(entries: 1) {
        $0.entry("general.architecture", "bloom")
      })
    do {
      _ = try LanguageModel(folder: path)
      Issue.record("opened")
    } catch {
      #expect(
        "\(error)"
          == "\(path): is of a bloom model, which needs scores that fall with the distance of two tokens "
          + "(ALiBi); only .gguf files of the types gpt2, gptneox, llama, qwen2, qwen3 can be read")
    }
  }
}

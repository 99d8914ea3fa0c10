// swift-format-ignore-file: NeverForceUnwrap
import AttentionCore
import Foundation
import Scenes
import Testing

/// What `Fixtures/make-captures.py` wrote with NumPy and safetensors, and the same weights as JSON.
struct CaptureTests {
  private struct Reference: Decodable {
    let weights: [[[[Double]]]]
    let tokens: [String]
  }

  private static let reference =
    (try? JSONDecoder().decode(
      Reference.self, from: Data(contentsOf: URL(fileURLWithPath: fixture("captures.json")))))
    ?? Reference(weights: [], tokens: [])

  @Test(arguments: [
    ("stored.npz", 1e-3), ("compressed.npz", 1e-6), ("zip64.npz", 1e-6), ("scores.npz", 1e-6),
    ("plain.npy", 1e-12),
    ("bfloat16.safetensors", 4e-3), ("pattern-lens", 1e-6),
  ])
  func weightsAreTheFilesOwn(name: String, precision: Double) throws {
    let reading = SentenceFile.read(path: fixture(name))
    #expect(reading.problems.isEmpty)
    let scene = try #require(reading.scenes.first)
    let capture = try #require(scene.capture)
    #expect(capture.shape == (2, 3))
    #expect(capture.isCausal)
    #expect(capture.holdsScores == (name == "scores.npz"))
    let tokens = scene.tokens.map(\.original)
    #expect(tokens.dropFirst() == Self.reference.tokens.dropFirst())
    #expect(tokens.first == (name == "pattern-lens" ? "[BOS]" : "The"))
    for (layer, heads) in Self.reference.weights.enumerated() {
      for (index, rows) in heads.enumerated() {
        let head = HeadID(layer: layer, index: index)
        let weights = capture.weights(head)
        for (query, row) in rows.enumerated() {
          let softmax = softmax(capture.scores(head, query: query), temperature: .one)
          for key in row.indices {
            #expect(abs(softmax[key] - row[key]) < precision)
            #expect(abs(Double(weights[query][key]) - row[key]) < max(precision, 1e-6))
          }
          #expect(capture.flaw(head, query: query) == nil)
        }
      }
    }
  }

  @Test func aMaskIsAScoreOfMinusInfinity() throws {
    for name in ["stored.npz", "scores.npz"] {
      let capture = try #require(SentenceFile.read(path: fixture(name)).scenes.first?.capture)
      let scores = capture.scores(HeadID(layer: 1, index: 2), query: 2)
      #expect(scores[..<3].allSatisfy { $0.isFinite })
      #expect(scores[3...].allSatisfy { $0 == -.infinity })
    }
  }

  @Test func layersCanBeArraysOfTheirOwnAndTokensNumbers() throws {
    let scene = try #require(SentenceFile.read(path: fixture("layers.npz")).scenes.first)
    #expect(scene.capture?.shape.layers == 2)
    #expect(scene.tokens.map(\.original) == ["t0", "t1", "t2", "t3", "t4"])
    #expect(scene.capture?.notices.first?.contains("no tokens") == true)
    let said = SentenceFile.readCapture(
      path: fixture("layers.npz"), tokens: [["a", "b"], ["a", "b", "c", "d", "e"]])
    #expect(said.scenes.first?.tokens.map(\.original) == ["a", "b", "c", "d", "e"])
  }

  /// A pickle is not read, and what would help is said in the same sentence.
  @Test func tokensThatAreObjectsAreToldSo() throws {
    let reading = SentenceFile.read(path: fixture("object-tokens.npz"))
    #expect(reading.problems.isEmpty)
    let scene = try #require(reading.scenes.first)
    #expect(scene.tokens.map(\.original) == ["t0", "t1", "t2", "t3", "t4"])
    let notice = try #require(scene.capture?.notices.first)
    #expect(notice.contains("tokens holds Python objects"))
    #expect(notice.contains("np.array(tokens, dtype=str)"))
    let said = SentenceFile.readCapture(
      path: fixture("object-tokens.npz"), tokens: [["a", "b", "c", "d", "e"]])
    #expect(said.scenes.first?.capture?.notices == [])
  }

  /// A large compressed array is inflated part by part, up to the head that is asked for and no further.
  @Test func headsFarBackAreInflatedPartByPart() throws {
    let capture = try #require(SentenceFile.read(path: fixture("large.npz")).scenes.first?.capture)
    let (first, far, last) = (
      HeadID(layer: 0, index: 0), HeadID(layer: 1, index: 2), HeadID(layer: 2, index: 3)
    )
    #expect(capture.isAtHand(first) && !capture.isAtHand(far) && !capture.isAtHand(last))
    var (shares, parts) = ([capture.share(inflatedFor: far)], 0)
    while !capture.isAtHand(far), parts < 100 {
      capture.inflate(far, atMost: 1 << 20)
      shares.append(capture.share(inflatedFor: far))
      parts += 1
    }
    #expect(parts > 1 && shares.last == 1)
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 })
    #expect(!capture.isAtHand(last))
    #expect(capture.weights(far)[300].firstIndex(of: 1) == 6)
    // Who asks for a row gets it, however much is missing.
    #expect(capture.weights(last)[511].firstIndex(of: 1) == 11)
    #expect(capture.isAtHand(last))
  }

  @Test func aBatchOfOneIsPassedOver() throws {
    let scene = try #require(SentenceFile.read(path: fixture("bytes.npz")).scenes.first)
    let capture = try #require(scene.capture)
    #expect(capture.shape == (2, 3))
    #expect(scene.tokens.map(\.original) == ["a", "b", "c", "d", "e"])
  }

  /// The keys come first, then the queries, which alone have rows.
  @Test func aSentenceAttendsToAnother() throws {
    let scene = try #require(SentenceFile.read(path: fixture("cross.npz")).scenes.first)
    let capture = try #require(scene.capture)
    #expect(scene.tokens.map(\.original) == ["le", "chat", "noir", "black", "cat"])
    #expect(capture.firstQuery == 3)
    #expect(!capture.isCausal)
    let head = HeadID(layer: 0, index: 1)
    let scores = capture.scores(head, query: 4)
    #expect(abs(softmax(scores, temperature: .one)[..<3].reduce(0, +) - 1) < 1e-6)
    #expect(scores[3...].allSatisfy { $0 == -.infinity })
    #expect(capture.weights(head)[0] == [0, 0, 0, 0, 0])
    #expect(capture.flaw(head, query: 0)?.contains("nothing was captured") == true)
  }

  /// As T5 and BART have them: each part with its own tokens, though both sentences are as long.
  @Test func encoderAndDecoderHaveTheirOwnTokens() throws {
    let scenes = SentenceFile.read(path: fixture("encoder-decoder.npz")).scenes
    let tokens = Dictionary(
      uniqueKeysWithValues: scenes.map { ($0.title?.original ?? "", $0.tokens.map(\.original)) })
    #expect(
      tokens == [
        "encoder-decoder.npz: encoder_attentions.N": ["le", "chat"],
        "encoder-decoder.npz: decoder_attentions.N": ["the", "cat"],
        "encoder-decoder.npz: cross_attentions.N": ["le", "chat", "the", "cat"],
      ])
  }

  /// An archive of a few megabytes that would take terabytes: a thousand members of 4 GB, all of them the
  /// same bytes.
  @Test func whatHasNoRoomOnceItIsInflatedIsRefused() throws {
    func bytes(_ number: UInt32, size: UInt32) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    func shorts(_ numbers: UInt32...) -> [UInt8] { numbers.flatMap { bytes($0, size: 2) } }
    func longs(_ numbers: UInt32...) -> [UInt8] { numbers.flatMap { bytes($0, size: 4) } }
    let shape = "{'descr': '<f4', 'fortran_order': False, 'shape': (4000, 1, 512, 512), }"
    let text = shape.padding(toLength: 117, withPad: " ", startingAt: 0) + "\n"
    var header: [UInt8] = [0x93]
    header += Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(text.utf8)
    // Blocks that are not compressed.
    var packed: [UInt8] = [0]
    packed += shorts(UInt32(header.count), ~UInt32(header.count)) + header
    for _ in 0..<66 {
      packed += [0] + shorts(0xffff, 0) + [UInt8](repeating: 0, count: 0xffff)
    }
    let sizes = longs(UInt32(packed.count), 4_194_304_128)
    var file = longs(0x0403_4b50) + shorts(20, 0, 8) + longs(0, 0) + sizes + shorts(0, 0) + packed
    let start = UInt32(file.count)
    for index in 0..<1000 {
      let name = Array("attention_\(index).npy".utf8)
      file += longs(0x0201_4b50) + shorts(20, 20, 0, 8) + longs(0, 0) + sizes
      file += shorts(UInt32(name.count), 0, 0, 0, 0) + longs(0, 0) + name
    }
    let length = UInt32(file.count) - start
    file += longs(0x0605_4b50) + shorts(0, 0, 1000, 1000) + longs(length, start) + shorts(0)
    try withTemporaryFolder { folder in
      let path = folder + "/bomb.npz"
      try Data(file).write(to: URL(fileURLWithPath: path))
      let reading = SentenceFile.read(path: path)
      #expect(reading.scenes.isEmpty)
      let reason = try #require(reading.problems.first?.reason)
      #expect(reason.contains("needs about 41") && reason.contains("MB are free"), "\(reason)")
    }
  }

  /// Arrays of 16-bit zeros, as safetensors has them.
  private func zeros(_ arrays: [(name: String, shape: [Int])]) throws -> FileReading {
    var place = 0
    let entries = arrays.map { name, shape in
      let size = shape.reduce(2, *)
      defer { place += size }
      let range = [place, place + size]
      return "\"\(name)\":{\"dtype\":\"F16\",\"shape\":\(shape),\"data_offsets\":\(range)}"
    }
    let header = Array("{\(entries.joined(separator: ","))}".utf8)
    let bytes =
      withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header
      + [UInt8](repeating: 0, count: place)
    var reading = FileReading()
    try withTemporaryFolder { folder in
      let path = folder + "/a.safetensors"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      reading = SentenceFile.read(path: path)
    }
    return reading
  }

  @Test func namesThatTellNoLayersApartAreToldSo() throws {
    for heads in [1, 2, 3] {
      let reading = try zeros([("attn_1", [heads, 2, 2]), ("attn_01", [heads, 2, 2])])
      #expect(reading.scenes.isEmpty)
      #expect(reading.problems.first?.reason.contains("name them layer_0, layer_1") == true)
    }
    let three = try zeros([("a_1_attn", [2, 2]), ("a_01_attn", [2, 2]), ("a_2_attn", [2, 2])])
    #expect(three.scenes.isEmpty && three.problems.count == 1)
    // A sign of its own is none that stands for a number.
    #expect(try zeros([("attn1", [2, 2]), ("attn#", [2, 2])]).scenes.count == 2)
  }

  @Test func moreTokensThanASentenceMayHaveAreRefusedUnread() throws {
    for shape in [[1, 5000], [5000, 1]] {
      let reading = try zeros([("attention", shape)])
      #expect(reading.scenes.isEmpty)
      #expect(reading.problems.first?.reason.contains("a sentence may have 4096 tokens") == true)
    }
  }

  @Test func whatIsWrongWithARowIsTold() throws {
    let capture = try #require(
      SentenceFile.read(path: fixture("flawed.npz")).scenes.first?.capture)
    let head = HeadID(layer: 0, index: 0)
    #expect(capture.flaw(head, query: 0) == nil)
    #expect(capture.flaw(head, query: 1)?.contains("sum to 0.5") == true)
    #expect(capture.flaw(head, query: 2)?.contains("1 of its 5 numbers is not finite") == true)
    for query in 0..<5 {
      let weights = capture.weights(head)[query]
      #expect(weights.allSatisfy { $0 >= 0 && $0 <= 1 })
      #expect(abs(weights.reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test(arguments: [
    ("fortran.npy", "np.ascontiguousarray"), ("big-endian.npy", "big-endian"),
    ("objects.npz", "run code"), ("no-arrays.zip", "without arrays"),
  ])
  func whatIsRefusedSaysWhatWouldHelp(name: String, words: String) {
    let reading = SentenceFile.read(path: fixture(name))
    #expect(reading.scenes.isEmpty)
    #expect(reading.problems.map(\.kind) == [.content])
    #expect(reading.problems.first?.reason.contains(words) == true)
  }

  /// Whatever is cut off or changed, a file opens or says why not, and what opens has rows.
  @Test(arguments: [
    "stored.npz", "zip64.npz", "compressed.npz", "plain.npy", "bfloat16.safetensors",
  ])
  func brokenFilesAreToldOrRead(name: String) throws {
    let whole = try Array(Data(contentsOf: URL(fileURLWithPath: fixture(name))))
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      func look(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let reading = SentenceFile.readCapture(path: path)
        #expect(!reading.scenes.isEmpty || !reading.problems.isEmpty)
        for capture in reading.scenes.compactMap(\.capture) {
          let last = HeadID(layer: capture.shape.layers - 1, index: capture.shape.heads - 1)
          for query in 0..<capture.count {
            #expect(capture.scores(last, query: query).count == capture.count)
            #expect(capture.scores(last, query: query).allSatisfy { $0 < .infinity })
            _ = capture.flaw(last, query: query)
          }
          #expect(capture.weights(last).joined().allSatisfy { $0 >= 0 && $0 <= 1.001 })
        }
      }
      for length in stride(from: 10, to: whole.count, by: 7) { try look(Array(whole[..<length])) }
      for place in stride(from: 0, to: whole.count, by: 3) {
        for value: UInt8 in [0, 0x7f, 0xff] {
          var bytes = whole
          bytes[place] = value
          try look(bytes)
        }
      }
    }
  }
}

/// The path of a file beside the tests.
func fixture(_ name: String) -> String {
  URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)").path
}

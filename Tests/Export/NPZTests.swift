import AttentionCore
import Explorer
import Export
import Foundation
import OpenedSentences
import Scenes
import Testing

struct NPZTests {
  /// What is written opens as a capture with the same weights, tokens and edits in them.
  @Test(arguments: [true, false])
  func itOpensAgain(allHeads: Bool) throws {
    var options = OpeningOptions()
    (options.layer, options.head) = (3, 1)
    options.edits = [try EditRequest("it:trophy:mask:all")]
    let scene = try #require(builtIn.first { $0.title?.original == "what was too big?" })
    let sentence = try Sentence(scene, options: options)
    var bytes: [UInt8] = []
    try npz(of: sentence, allHeads: allHeads) { bytes += $0 }
    let file = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).npz"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let reading = SentenceFile.read(path: file)
    #expect(reading.problems.isEmpty)
    let again = Sentence(try #require(reading.scenes.first))
    #expect(again.source.shape == (allHeads ? (6, 12) : (1, 1)))
    #expect(again.tokens.map(\.spelling) == sentence.tokens.map(\.spelling))
    let (one, other) = (RowAnalysis(sentence), RowAnalysis(again))
    for head in allHeads ? sentence.source.allHeads : [sentence.head] {
      let there = allHeads ? head : HeadID(layer: 0, index: 0)
      let rows = WeightMap(sentence.withHead(head), one).rows
      let others = WeightMap(again.withHead(there), other).rows
      for (row, other) in zip(rows, others) {
        for (weight, other) in zip(row, other) { #expect(abs(weight - other) < 1e-6) }
      }
    }
  }

  /// The records of a zip archive stand where they say, and texts of any script are tokens.
  @Test func tokensKeepTheirCharacters() throws {
    let sentence = Sentence(try Scene(tokens: ["größer", "数", "👩‍💻"], scores: .row([1, 2, 3])))
    var bytes: [UInt8] = []
    try npz(of: sentence, allHeads: false) { bytes += $0 }
    #expect(bytes.starts(with: [0x50, 0x4b, 3, 4]))
    let file = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).npz"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let scene = try #require(SentenceFile.read(path: file).scenes.first)
    #expect(scene.tokens.map(\.original) == ["größer", "数", "👩‍💻"])
  }
}

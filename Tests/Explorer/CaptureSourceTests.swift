import AttentionCore
import Explorer
import Foundation
import OpenedSentences
import Scenes
import Testing
import Views

struct CaptureSourceTests {
  /// A capture that `Tests/Scenes/Fixtures/make-captures.py` wrote.
  private func scene(_ name: String) throws -> Scene {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = folder.appendingPathComponent("Scenes/Fixtures/\(name)").path
    return try #require(SentenceFile.read(path: path).scenes.first)
  }

  @Test func itOpensOnItsFirstHead() throws {
    let sentence = Sentence(try scene("stored.npz"))
    #expect(sentence.source.kind == .capture)
    #expect(sentence.head == HeadID(layer: 0, index: 0))
    #expect(sentence.query == 4)
    #expect(sentence.tokens.map(\.text.shown) == ["The", "cat", "sat", "on", "mats"])
    #expect(sentence.isDecoder)
    var options = OpeningOptions()
    (options.layer, options.head, options.query) = (1, 2, "cat")
    let other = try Sentence(try scene("stored.npz"), options: options)
    #expect(other.head == HeadID(layer: 1, index: 2))
    #expect(other.query == 1)
    options.layer = 2
    #expect(throws: OpeningError.self) {
      _ = try Sentence(try scene("stored.npz"), options: options)
    }
  }

  /// What lies far back in a large compressed array is unpacked beside the loop, and the screen can say so.
  @Test func aHeadFarBackIsUnpackedBesideTheLoop() throws {
    var explorer = Explorer.of(try scene("large.npz"))
    #expect(explorer.work == nil && explorer.analysis.flaw == nil)
    let far = HeadID(layer: 2, index: 1)
    _ = explorer.update(.sentence(.showHead(far)))
    #expect(explorer.sentence.head == far)
    #expect(explorer.analysis.flaw?.contains("L2·H1 is being unpacked") == true)
    #expect(explorer.analysis.row.sum == 0)
    // What is done meanwhile stays.
    _ = explorer.update(.sentence(.select(key: 9, query: nil)))
    explorer.finishWork()
    #expect(explorer.analysis.flaw == nil && explorer.work == nil)
    #expect(explorer.analysis.row.weights[9] == 1 && explorer.sentence.selected == 9)
  }

  /// What is unpacked while another sentence is shown is there on the way back, and nothing of the other
  /// one is lost.
  @Test(arguments: [false, true])
  func whatIsUnpackedIsThereOnTheWayBack(isTakenElsewhere: Bool) throws {
    var explorer = Explorer.of(try scene("large.npz"), plain)
    let matrix = try #require(allViews.firstIndex { $0 == MatrixView.self }) + 1
    let causes = try #require(allViews.firstIndex { $0 == CausesView.self }) + 1
    _ = explorer.update(.showView(matrix))
    _ = explorer.update(.sentence(.showHead(HeadID(layer: 2, index: 1))))
    #expect(explorer.shown(MatrixView.self)?.map.rows[3].allSatisfy { $0 == 0 } == true)
    let found = try #require(explorer.work).done()
    _ = explorer.update(.showView(1))
    if !isTakenElsewhere {
      explorer.take(found)
      #expect(explorer.analysis.flaw == nil)
    }
    _ = explorer.update(.moveSentence(1))
    if isTakenElsewhere {
      _ = explorer.update(.showView(causes))
      explorer.take(try #require(explorer.work).done())
      let known = try #require(explorer.shown(CausesView.self)?.map).effects.count
      explorer.take(found)
      #expect(known > 0 && explorer.shown(CausesView.self)?.map?.effects.count == known)
    }
    _ = explorer.update(.moveSentence(-1))
    _ = explorer.update(.showView(matrix))
    #expect(explorer.shown(MatrixView.self)?.map.rows[3][9] == 1)
    #expect(explorer.analysis.row.weights[9] == 1)
  }

  /// The sentence beside is unpacked too.
  @Test func theSentenceBesideIsUnpacked() throws {
    var explorer = Explorer.of(plain, try scene("large.npz"))
    let head = HeadID(layer: 2, index: 1)
    _ = explorer.update(.sentence(.showHead(head)))
    _ = explorer.update(.showView(try #require(allViews.firstIndex { $0 == PairView.self }) + 1))
    let before = try #require(explorer.shown(PairView.self)?.pair)
    #expect(before.other.head == head && before.analysis.row.sum == 0)
    #expect(before.analysis.flaw?.contains("is being unpacked") == true)
    explorer.finishWork()
    let pair = try #require(explorer.shown(PairView.self)?.pair)
    #expect(pair.analysis.flaw == nil && pair.analysis.row.weights[9] == 1)
  }

  @Test func anEditRenormalisesItsRowAndNothingElse() throws {
    var options = OpeningOptions()
    options.edits = [try EditRequest("mats:cat:mask")]
    let before = RowAnalysis(Sentence(try scene("stored.npz")))
    let sentence = try Sentence(try scene("stored.npz"), options: options)
    let after = RowAnalysis(sentence)
    #expect(after.row.weights[1] == 0)
    #expect(abs(after.row.sum - 1) < 1e-12)
    for key in [0, 2, 3, 4] {
      let expected = before.row.weights[key] / (1 - before.row.weights[1])
      #expect(abs(after.row.weights[key] - expected) < 1e-9)
    }
    let map = WeightMap(sentence, after)
    let former = WeightMap(Sentence(try scene("stored.npz")), before)
    #expect(map.rows[..<4] == former.rows[..<4])
    for (one, other) in zip(map.rows[4], after.row.weights) {
      #expect(abs(Double(one) - other) < 1e-6)
    }
    for head in sentence.source.allHeads.dropFirst() {
      #expect(after.row(in: head, of: sentence) == before.row(in: head, of: sentence))
    }
  }

  @Test func temperatureAndMaskWorkOnEveryRow() throws {
    var options = OpeningOptions()
    options.temperature = Temperature(2)
    let sentence = try Sentence(try scene("compressed.npz"), options: options)
    let analysis = RowAnalysis(sentence)
    let map = WeightMap(sentence, analysis)
    for query in sentence.tokens.indices {
      let row = analysis.row(of: query, in: sentence)
      for (one, other) in zip(map.rows[query], row.weights) {
        #expect(abs(Double(one) - other) < 1e-6)
      }
    }
  }

  /// What is saved has the head's scores, and the same weights when it is opened again.
  @Test func aSavedHeadOpensWithTheSameWeights() throws {
    for name in ["stored.npz", "cross.npz"] {
      var options = OpeningOptions()
      options.layer = 0
      options.head = 1
      options.edits = [EditRequest(Edit(query: 4, key: 1, scope: .all, amount: .add(1.5)))]
      let sentence = try Sentence(try scene(name), options: options)
      let reopened = Sentence(try sentence.edited())
      #expect(reopened.source.kind == .given)
      #expect(reopened.query == sentence.query)
      let (one, other) = (RowAnalysis(sentence), RowAnalysis(reopened))
      for query in sentence.tokens.indices {
        let weights = one.row(of: query, in: sentence).weights
        for (own, new) in zip(weights, other.row(of: query, in: reopened).weights) {
          #expect(abs(own - new) < 1e-12)
        }
      }
    }
  }

  @Test func anotherSentenceIsAttendedToFromItsFirstQuery() throws {
    let sentence = Sentence(try scene("cross.npz"))
    #expect(sentence.query == 3)
    let row = RowAnalysis(sentence).row
    #expect(abs(row.weights[..<3].reduce(0, +) - 1) < 1e-12)
    #expect(row.weights[3...].allSatisfy { $0 == 0 })
  }

  @Test func whatNeedsAModelIsRefused() throws {
    let scene = try scene("stored.npz")
    for change in [
      { (options: inout OpeningOptions) in options.ablations = [try AblationRequest("L0H0")] },
      { options in options.patches = [try PatchRequest("L0H0:z")] },
      { options in options.source = .given },
    ] {
      var options = OpeningOptions()
      try change(&options)
      #expect(throws: OpeningError.self) { _ = try Sentence(scene, options: options) }
    }
    var options = OpeningOptions()
    options.source = .capture
    #expect(throws: OpeningError.self) { _ = try Sentence(builtIn[0], options: options) }
  }
}

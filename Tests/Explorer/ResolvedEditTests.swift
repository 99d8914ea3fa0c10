import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Scenes
import Testing

struct ResolvedEditTests {
  private static let head = Scope.head(HeadID(layer: 0, index: 0))

  private func opened(_ scene: Scene, _ text: String) throws -> Sentence {
    var options = OpeningOptions()
    options.edits = [try EditRequest(text)]
    return try Sentence(scene, options: options)
  }

  @Test(arguments: [
    ("bank:deposit:+1.5", Edit(query: 4, key: 6, scope: head, amount: .add(1.5))),
    ("4:6:-2", Edit(query: 4, key: 6, scope: head, amount: .add(-2))),
    ("BANK:0:mask", Edit(query: 4, key: 0, scope: head, amount: .mask)),
    ("4:7:0.25:head", Edit(query: 4, key: 7, scope: head, amount: .add(0.25))),
    ("4:7:0.25:L0H0", Edit(query: 4, key: 7, scope: head, amount: .add(0.25))),
    ("4:7:mask:L0", Edit(query: 4, key: 7, scope: .layer(0), amount: .mask)),
    ("4:7:mask:all", Edit(query: 4, key: 7, scope: .all, amount: .mask)),
  ])
  func wordsAndIndicesNameTokens(text: String, edit: Edit) throws {
    #expect(try opened(bank, text).interventions == Interventions([edit]))
  }

  @Test func aWordOfSeveralPiecesIsEditedInAllOfThem() throws {
    let scene = try Scene(sentence: "The trophy wouldn't fit.")
    let sentence = try opened(scene, "fit:wouldn't:mask:L3")
    let keys = [3, 4, 5]
    #expect(sentence.tokens[3...5].map(\.text.original) == ["wouldn", "'", "t"])
    #expect(
      sentence.interventions
        == Interventions(
          keys.map { Edit(query: 6, key: $0, scope: .layer(3), amount: .mask) }))
  }

  @Test(arguments: [
    ("to:6:1", "2, 5"), ("river:6:1", "river"), ("8:0:1", "0 to 7"), ("4:6:1:L3H1", "L0H0"),
  ])
  func tokensThatAreNotThereOrNotAloneAreTold(text: String, told: String) throws {
    let error = #expect(throws: OpeningError.self) { try opened(bank, text) }
    #expect(error?.description.contains(told) == true)
  }
}

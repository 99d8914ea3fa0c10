import AttentionCore
import Scenes
import Testing

struct EditRequestTests {
  @Test func whatIsWrittenIsRead() throws {
    let request = try EditRequest("it:trophy:-1.5:L3H1")
    #expect(request.query == "it" && request.key == "trophy")
    #expect(request.amount == .add(-1.5))
    #expect(request.scope == .head(HeadID(layer: 3, index: 1)))
    #expect(try EditRequest("1:2:mask:head").scope == nil)
    #expect(try EditRequest("1:2:mask:L5").scope == .layer(5))
  }

  @Test func anEditNamesItsTokensByIndices() throws {
    let edit = Edit(query: 11, key: 2, scope: .all, amount: .mask)
    #expect(EditRequest(edit) == (try EditRequest("11:2:mask:all")))
  }

  @Test(arguments: [
    "", "bank", "bank:deposit", ":6:1", "4::1", "4:6:", "4:6:much", "4:6:nan", "4:6:inf",
    "4:6:1:", "4:6:1:L", "4:6:1:H3", "4:6:1:L3H", "4:6:1:L3H1H1", "4:6:1:L-1", "4:6:1:every",
    "4:6:1:2:3",
  ])
  func anythingElseIsToldToBeWrong(text: String) {
    #expect(throws: WrongEdit.self) { try EditRequest(text) }
  }
}

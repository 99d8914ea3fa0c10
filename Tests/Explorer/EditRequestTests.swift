import AttentionCore
import Explorer
import SentenceFiles
import Testing

struct EditRequestTests {
  @Test(arguments: [
    ("bank:deposit:+1.5", Edit(query: 4, key: 6, amount: .add(1.5))),
    ("4:6:-2", Edit(query: 4, key: 6, amount: .add(-2))),
    ("BANK:0:mask", Edit(query: 4, key: 0, amount: .mask)),
    ("4:7:0.25:head", Edit(query: 4, key: 7, amount: .add(0.25))),
    ("4:7:mask:all", Edit(query: 4, key: 7, amount: .mask)),
  ])
  func wordsAndIndicesNameTokens(text: String, edit: Edit) throws {
    #expect(try EditRequest(text).edit(in: bank) == edit)
  }

  @Test(arguments: [
    "", "bank", "bank:deposit", ":6:1", "4::1", "4:6:", "4:6:much", "4:6:nan", "4:6:inf",
    "4:6:1:L3H1", "4:6:1:2:3",
  ])
  func anythingElseIsToldToBeWrong(text: String) {
    #expect(throws: WrongEdit.self) { try EditRequest(text) }
  }

  @Test(arguments: [("to:6:1", "2, 5"), ("river:6:1", "river"), ("8:0:1", "0 to 7")])
  func tokensThatAreNotThereOrNotAloneAreTold(text: String, told: String) throws {
    let request = try EditRequest(text)
    let error = #expect(throws: OpeningError.self) { try request.edit(in: bank) }
    #expect(error?.description.contains(told) == true)
  }
}

import AttentionCore
import Scenes
import Testing

struct PatchRequestTests {
  @Test(arguments: [
    "L23H4:z", "L23H4:q@is", "L2:k", "all:v@3", "L23:residual", "all:residual@4",
    "L23H4:z:before", "L0H0:z:before@a@b", "L23H4:z@is=was", "L0H0:z@=", "L0H0:z@a=", "L0H0:v@4=3",
  ])
  func isReadAndWritten(text: String) throws {
    #expect(try PatchRequest(text).text == text)
  }

  @Test func itNamesItsTokens() throws {
    let request = try PatchRequest("L23H4:q@is=was")
    #expect(request.scope == .head(HeadID(layer: 23, index: 4)) && request.part == .query)
    #expect(request.token == "is" && request.source == "was" && !request.isBefore)
    #expect(try PatchRequest("L2H0:z@=").token == "=")
    #expect(try PatchRequest("L2H0:z:before@a=b").token == "a=b")
  }

  @Test func aPlaceIsWritten() {
    let head = HeadID(layer: 2, index: 1)
    #expect(PatchRequest(Patch.Place(.value, at: head), token: 3, source: 5).text == "L2H1:v@3=5")
    #expect(
      PatchRequest(Patch.Place(.residual, at: head), isBefore: true).text == "L2:residual:before")
  }

  @Test(arguments: [
    "", "L23H4", "H4:z", "L23H4:", "L23H4:w", "L23H4:z@", "L23H4:residual", "L1:z:after",
    "L1:z:before:x", "z",
  ])
  func whatIsWrongIsTold(text: String) {
    let error = #expect(throws: WrongEdit.self) { try PatchRequest(text) }
    #expect(error?.description.hasPrefix("the patch “\(text)” ") == true)
  }
}

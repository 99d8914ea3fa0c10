import AttentionCore
import Scenes
import Testing

struct AblationRequestTests {
  @Test(arguments: [
    ("L23H4", "L23H4:zero"), ("L23H4:mean", "L23H4:mean"), ("L2", "L2:zero"),
    ("all:mean@is", "all:mean@is"), ("L0H0:zero@a@b", "L0H0:zero@a@b"),
  ])
  func isReadAndWritten(text: String, written: String) throws {
    let request = try AblationRequest(text)
    #expect(request.text == written)
    #expect(try AblationRequest(written) == request)
  }

  @Test(arguments: ["", "H4", "L", "L23H", "L23H4:", "L23H4:half", "L23H4@", "L1:zero:mean", "4"])
  func whatIsWrongIsTold(text: String) {
    let error = #expect(throws: WrongEdit.self) { try AblationRequest(text) }
    #expect(error?.description.hasPrefix("the ablation “\(text)” ") == true)
  }
}

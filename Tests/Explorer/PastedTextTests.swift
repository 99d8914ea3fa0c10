import Canvas
import Explorer
import Scenes
import Testing
import Views

struct PastedTextTests {
  private func pasted(_ text: String, after keys: Key..., isCut: Bool = false) -> Explorer {
    var explorer = Explorer.of(bank, plain)
    for key in keys { explorer.press(key) }
    explorer.paste(text, isCut: isCut)
    return explorer
  }

  @Test func sentencesOpenBehindTheOthers() {
    for answer in [Key.enter, .character("y"), .character("Y")] {
      var explorer = pasted("one two\r\rthree four\r", after: .up)
      guard case .confirmation(.openPasted(let reading)) = explorer.focus else {
        Issue.record("nothing is asked")
        return
      }
      #expect(reading.scenes.map(\.sentence.original) == ["one two", "three four"])
      #expect(explorer.sentences.count == 2)
      guard case .openPasted(let accepted)? = explorer.effect(of: answer) else {
        Issue.record("nothing is to be opened")
        return
      }
      explorer.append(PreparedScenes(accepted, models: explorer.models))
      #expect(explorer.focus == .sentence)
      #expect(explorer.sentences.count == 4 && explorer.sentences.index == 2)
      #expect(explorer.sentence.scene.sentence.original == "one two")
      explorer.press(.character("p"), .character("p"))
      #expect(explorer.analysis.isEdited)
    }
  }

  @Test func whoDeclinesOpensNothing() {
    for answer in [Key.escape, .character("n")] {
      var explorer = pasted("one two", after: .up)
      explorer.press(.character("q"), answer)
      #expect(explorer.focus == .sentence)
      #expect(explorer.sentences.count == 2 && explorer.analysis.isEdited)
    }
  }

  @Test(arguments: [
    (#"{"sentence": "a b"}"#, 1), (#" [{"sentence": "a b"}, {"sentence": "c d"}]"#, 2),
    ("{\"sentence\": \"a b\"}\r{\"sentence\": \"c d\"}\r", 2), ("[CLS] a b\r{ c d", 2),
    ("{a b}", 1),
  ])
  func scenesAreReadAsSuch(text: String, count: Int) {
    guard case .confirmation(.openPasted(let reading)) = pasted(text).focus else {
      Issue.record("nothing is asked")
      return
    }
    #expect(reading.scenes.count == count)
    #expect(reading.problems == [])
  }

  @Test func whatIsWrongIsTold() {
    for text in [#"{"sentence": "a b", "weights": [1, 2]}"#, "", " \r "] {
      let explorer = pasted(text)
      #expect(explorer.focus == .sentence)
      #expect(explorer.message?.text.hasPrefix("did not open: what was pasted") == true)
    }
    let explorer = pasted("a b", isCut: true)
    #expect(explorer.focus == .sentence)
    #expect(explorer.message?.weight == .problem)
  }

  @Test func aPromptGetsItAsOneLine() {
    var explorer = pasted("ba\u{1B}\u{7}nk\r\nof\n", after: .character("/"))
    #expect(explorer.focus == .prompt(Prompt(purpose: .find, text: "bank of")))
    explorer.paste(String(repeating: "x", count: 9999), isCut: false)
    guard case .prompt(let prompt) = explorer.focus else {
      Issue.record("no prompt")
      return
    }
    #expect(prompt.text.count == 4096)
  }
}

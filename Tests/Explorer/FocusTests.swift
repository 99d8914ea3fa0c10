import Canvas
import Explorer
import OpenedSentences
import Scenes
import Testing
import Views

/// What is said to keys that mean nothing where they are pressed.
struct FocusTests {
  private func note(on key: Key, after keys: Key...) -> String? {
    var explorer = Explorer.of(bank, plain)
    var all = (keys + [key])[...]
    _ = explorer.press(&all)
    return explorer.message?.text
  }

  @Test func whatWouldBeUsefulIsTold() {
    #expect(note(on: .character("Z")) == "Z means nothing here; ? lists the keys")
    #expect(note(on: .delete) == "Delete means nothing here; ? lists the keys")
    let help = "Tab means nothing here; ↑ ↓ scroll"
    #expect(note(on: .tab, after: .character("?")) == help)
    #expect(note(on: .tab, after: .character("L")) == "Tab means nothing here; ↑ ↓ choose")
    #expect(note(on: .tab, after: .character("/")) == "Tab completes names of files alone")
    #expect(note(on: .up, after: .character("o")) == "↑ means nothing here; Enter accepts")
    var explorer = Explorer.of(bank)
    explorer.paste("a b", isCut: false)
    var keys = [Key.character("Z")][...]
    _ = explorer.press(&keys)
    #expect(explorer.message?.text == "Z is no answer; y opens, n does not")
    explorer.press(.escape)
    explorer.notWritten(.scene, to: "a.json", .exists(path: "a.json", nil))
    keys = [.character("Z")]
    _ = explorer.press(&keys)
    #expect(explorer.message?.text == "Z is no answer; y replaces, n does not")
  }

  @Test func itIsGoneWithTheNextKey() {
    #expect(note(on: .right, after: .character("Z")) == nil)
  }

  @Test func aKeyWithoutUseHereSaysWhy() {
    for key in ["[", "]", "{", "}", "b", "x"] {
      #expect(note(on: .character(Character(key)))?.contains("has one head") == true, "\(key)")
    }
    #expect(note(on: .character("1"))?.hasPrefix("this is the row view") == true)
    #expect(note(on: .escape)?.hasPrefix("this is the row view") == true)
    #expect(note(on: .enter)?.hasPrefix("bank is the query already") == true)
    #expect(note(on: .character("0")) == "this score is as it was")
    #expect(note(on: .character("r")) == "nothing is edited here")
    #expect(note(on: .right, after: .end) == "this is the last token")
    #expect(note(on: .home, after: .home) == "this is the first token")
    #expect(note(on: .backTab, after: .home, .enter) == "this is the first token")
    let colder = Array(repeating: Key.character("t"), count: 30)
    var explorer = Explorer.of(bank)
    var keys = colder[...]
    _ = explorer.press(&keys)
    #expect(explorer.message?.text == "the temperature goes no lower")
  }

  /// No key is passed over: what means nothing says so.
  @Test(arguments: ["", "?", "L", "/", "o"])
  func noKeyIsSwallowed(first: String) {
    for key in Key.all {
      var explorer = Explorer.of(bank, plain)
      for character in first { explorer.press(.character(character)) }
      var pressed = [key][...]
      let meaning = explorer.command(for: key)
      _ = explorer.press(&pressed)
      #expect(meaning != nil || explorer.message != nil, "\(key.name)")
    }
  }

  @Test func aKeyOfAnotherLayoutIsToldOfButInAPrompt() {
    var explorer = Explorer.of(bank)
    var keys: ArraySlice = [Key.character("й")]
    _ = explorer.press(&keys)
    #expect(explorer.message?.text.contains("layout") == true)
    keys = [.character("/"), .character("й")]
    _ = explorer.press(&keys)
    #expect(explorer.focus == .prompt(Prompt(purpose: .find, text: "й")))
    #expect(explorer.message == nil)
    #expect(Key.character("Z").noteOnLayout == nil && Key.character("…").noteOnLayout == nil)
    // A letter that shows nothing.
    #expect(Key.character("\u{3164}").noteOnLayout?.hasPrefix("“\u{FFFD}” is of") == true)
  }
}

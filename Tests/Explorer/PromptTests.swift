import Canvas
import Explorer
import Scenes
import Testing
import Views

struct PromptTests {
  private func prompt(of explorer: Explorer) throws -> Prompt {
    guard case .prompt(let prompt) = explorer.focus else { throw NoPrompt() }
    return prompt
  }

  private struct NoPrompt: Error {}

  @Test func theSuggestionGivesWayToWhatIsTyped() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.character("s"))
    #expect(try prompt(of: explorer).line.isSelected)
    explorer.type("mine.json")
    guard case .save(_, "mine.json", replacing: nil) = explorer.effect(of: .enter) else {
      Issue.record("nothing is saved")
      return
    }
    explorer.press(.character("E"), .tab, .backspace, .backspace, .backspace)
    explorer.type("txt")
    guard case .export("i-went-to-the-bank.txt", replacing: nil) = explorer.effect(of: .enter)
    else {
      Issue.record("nothing is exported")
      return
    }
  }

  @Test func theSuggestionIsNoLongerThanAFileNameMayBe() throws {
    let word = String(repeating: "ที่", count: 200)
    var explorer = Explorer.of(try Scene(sentence: word, tokens: [word]))
    explorer.press(.character("s"))
    let text = try prompt(of: explorer).text
    #expect((80...105).contains(text.utf8.count) && text.hasSuffix(".json"))
  }

  @Test(arguments: [("o", "\"my file.json\" "), ("s", #"my\ file.json"#), ("E", "'my file.json'")])
  func quotesAreNoPartOfAPath(key: Character, typed: String) {
    var explorer = Explorer.of(bank)
    explorer.press(.character(key))
    explorer.type(typed)
    switch explorer.effect(of: .enter) {
    case .open(let path), .save(_, let path, _), .export(let path, _):
      #expect(path == "my file.json")
    default: Issue.record("nothing is asked for")
    }
  }

  @Test func tabCompletesTheNameOfAFile() throws {
    var explorer = Explorer.of(bank)
    explorer.press(.character("o"))
    explorer.type("~/b/my.json")
    for _ in ".json" { explorer.press(.left) }
    guard case .list("~/b/") = explorer.effect(of: .tab) else {
      Issue.record("no names are asked for")
      return
    }
    explorer.complete(from: ["my cats/", "my cat.txt", "yours"])
    var prompt = try prompt(of: explorer)
    #expect(prompt.line.parts == ("~/b/my cat", ".json"))
    #expect(prompt.candidates.map(\.shown) == ["my cat.txt", "my cats/"])
    explorer.press(.character("s"))
    prompt = try self.prompt(of: explorer)
    #expect(prompt.candidates.isEmpty)
    _ = explorer.effect(of: .tab)
    explorer.complete(from: ["my cats/", "my cat.txt", "yours"])
    #expect(try self.prompt(of: explorer).text == "~/b/my cats/.json")
  }

  @Test func whatCannotBeCompletedIsTold() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("o"), .character("x"))
    _ = explorer.effect(of: .tab)
    explorer.complete(from: ["a"])
    #expect(explorer.message?.text == "no name there begins with “x”")
    explorer.press(.character("/"))
    #expect(explorer.message == nil)
    explorer.complete(from: nil)
    #expect(explorer.message?.text == "there is no folder “x/” to look in")
    explorer.complete(from: [])
    #expect(explorer.message?.text == "the folder is empty")
  }
}

import Canvas
import Explorer
import RandomText
import Testing

struct TypedLineTests {
  /// What these keys make of a line: its text with `|` where the cursor stands.
  private func line(_ text: String = "", _ keys: Key..., isSelected: Bool = false) -> String {
    var line = TypedLine(text, isSelected: isSelected)
    for key in keys { if let edit = TypedLine.Edit(key) { line.take(edit) } }
    return shown(line)
  }

  private func shown(_ line: TypedLine) -> String { line.parts.before + "|" + line.parts.after }

  @Test func keysDoWhatFingersKnow() {
    #expect(line("a b", .character("c")) == "a bc|")
    #expect(line("abc", .left, .left, .character("x")) == "ax|bc")
    #expect(line("abc", .control("b"), .control("b"), .control("f"), .backspace) == "a|c")
    #expect(line("abc", .home, .delete) == "|bc")
    #expect(line("abc", .control("a"), .control("d")) == "|bc")
    #expect(line("abc", .home, .end, .character("d")) == "abcd|")
    #expect(line("abc", .control("a"), .control("e"), .left, .control("u")) == "|c")
    #expect(line("abc", .left, .control("k")) == "ab|")
    #expect(line("abc", .home, .left, .backspace) == "|abc")
    #expect(line("abc", .right, .delete) == "abc|")
    for key in [Key.up, .tab, .enter, .escape, .control("z"), .pageUp] {
      #expect(TypedLine.Edit(key) == nil)
    }
  }

  @Test func wordsAreGoneOverAndTakenOff() {
    let path = "~/a folder/the-trophy.json"
    #expect(line(path, .control("w")) == "~/a folder/|")
    #expect(line(path, .control("w"), .control("w")) == "~/a |")
    #expect(line("one  two ", .control("w")) == "one  |")
    #expect(line(path, .controlLeft) == "~/a folder/the-trophy.|json")
    #expect(line(path, .controlLeft, .controlLeft) == "~/a folder/the-|trophy.json")
    #expect(line(path, .home, .controlRight, .controlRight) == "~/a folder|/the-trophy.json")
    #expect(line("", .controlLeft, .controlRight, .control("w")) == "|")
  }

  @Test func aSuggestionGoesForWhatIsTypedAndStaysForWhatMoves() {
    #expect(line("it.json", .character("x"), isSelected: true) == "x|")
    for key in [Key.backspace, .delete, .control("w"), .control("u"), .control("k")] {
      #expect(line("it.json", key, .character("x"), isSelected: true) == "x|")
    }
    #expect(line("it.json", .left, .character("x"), isSelected: true) == "it.jsox|n")
    #expect(line("it.json", .home, .character("x"), isSelected: true) == "x|it.json")
    for key in [Key.right, .end] {
      #expect(line("it.json", key, .character("x"), isSelected: true) == "it.jsonx|")
    }
    var suggestion = TypedLine("it.json", isSelected: true)
    suggestion.insert("a path")
    #expect(shown(suggestion) == "a path|")
    #expect(!TypedLine("", isSelected: true).isSelected)
  }

  /// A mark joins the letter before it, and what is one picture is one character.
  @Test func graphemesStayWhole() {
    #expect(line("", .character("e"), .character("\u{301}"), .backspace) == "|")
    #expect(line("👩‍💻x", .left, .left, .delete) == "|x")
    #expect(line("a東b", .left, .backspace) == "a|b")
    let scalars: [Key] = "👩\u{200D}💻".unicodeScalars.map { .character(Character($0)) }
    #expect(line("", scalars[0], scalars[1], scalars[2], .backspace) == "|")
    // What is typed before a mark that stood alone becomes one with it.
    #expect(line("\u{301}", .home, .character("e")) == "e\u{301}|")
  }

  @Test func whatIsPastedStandsAtTheCursor() {
    var line = TypedLine("ad")
    line.take(.moveBack)
    line.insert("bc")
    #expect(shown(line) == "abc|d")
    line.insert(String(repeating: "x", count: 5000))
    #expect(line.text.utf8.count == TypedLine.longest)
    #expect(line.parts.after == "d")
    line.insert("y")
    #expect(line.text.utf8.count == TypedLine.longest && !line.text.contains("y"))
  }

  /// Whatever is pressed, the cursor stands between two characters of the text.
  @Test func theCursorIsAlwaysInTheText() {
    var generator = SeededGenerator(seed: 7)
    let keys: [Key] = [
      .left, .right, .home, .end, .backspace, .delete, .controlLeft, .controlRight, .control("w"),
      .control("u"), .control("k"),
    ]
    let characters = "ab /.\u{301}\u{200D}東👩💻🇩🇪\u{FE0F}".unicodeScalars.map(Character.init)
    for _ in 0..<200 {
      var line = TypedLine()
      for _ in 0..<60 {
        let key = keys.randomElement(using: &generator) ?? .left
        let character = characters.randomElement(using: &generator) ?? "a"
        let pressed: Key = Bool.random(using: &generator) ? key : .character(character)
        if let edit = TypedLine.Edit(pressed) { line.take(edit) }
        #expect(0...line.text.count ~= line.cursor)
        #expect(line.parts.before.count == line.cursor)
      }
    }
  }
}

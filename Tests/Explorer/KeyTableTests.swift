import OpenedSentences
import Explorer
import Canvas
import Views
import Testing

struct KeyTableTests {
  /// The table of the design, without the keys for heads and layers.
  @Test(arguments: [
    ("h", Command.sentence(.moveSelection(-1))), ("l", .sentence(.moveSelection(1))),
    ("k", .sentence(.nudge(0.1))),
    ("j", .sentence(.nudge(-0.1))), ("K", .sentence(.nudge(1))), ("J", .sentence(.nudge(-1))),
    ("m", .sentence(.toggleMask)),
    ("0", .sentence(.resetScore)), ("r", .sentence(.resetAll)), ("u", .sentence(.undo)),
    ("t", .sentence(.lowerTemperature)),
    ("T", .sentence(.raiseTemperature)), ("c", .sentence(.toggleCausal)), ("n", .moveSentence(1)),
    ("p", .moveSentence(-1)), ("o", .askToOpen), ("v", .nextView), ("1", .showView(1)),
    ("+", .sentence(.nudgeAll(1))), ("-", .sentence(.nudgeAll(-1))), ("<", .moveRetention(-1)),
    (">", .moveRetention(1)),
    ("W", .changeWindow), ("S", .showView(8)), ("s", .askToSave), ("E", .askToExport),
    ("/", .askToFind), ("L", .listSentences),
    ("?", .showHelp), ("q", .quit),
  ])
  func lettersAskForWhatTheDesignSays(letter: String, command: Command) {
    #expect(
      KeyTable(allViews).command(for: .character(Character(letter)), in: .sentence) == command)
  }

  @Test(arguments: [
    (Key.left, Command.sentence(.moveSelection(-1))), (.right, .sentence(.moveSelection(1))),
    (.up, .sentence(.nudge(0.1))),
    (.down, .sentence(.nudge(-0.1))), (.shiftUp, .sentence(.nudge(1))),
    (.shiftDown, .sentence(.nudge(-1))),
    (.tab, .sentence(.moveQuery(1))), (.backTab, .sentence(.moveQuery(-1))),
    (.enter, .sentence(.makeQuery)),
    (.control("r"), .sentence(.redo)), (.control("c"), .quit),
  ])
  func namedKeysAskForWhatTheDesignSays(key: Key, command: Command) {
    #expect(KeyTable(allViews).command(for: key, in: .sentence) == command)
  }

  @Test func noKeyStandsForTwoThings() {
    let keys = KeyTable(allViews).rows.flatMap { $0.keys + $0.others }.map(\.key)
    #expect(Set(keys).count == keys.count)
  }

  @Test func everyRowSaysWhichKeysAndWhatTheyDo() {
    #expect(KeyTable(allViews).rows[0].names() == "← → or h l")
    #expect(KeyTable(allViews).rows[0].names(inASCII: true) == "Left Right or h l")
    #expect(KeyTable(allViews).rows.allSatisfy { !$0.does.isEmpty })
  }

  @Test func lettersAreTypedWhereALineIsTyped() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("/"), .character("q"))
    #expect(explorer.command(for: .character("q")) == .edit(.insert("q")))
    #expect(explorer.command(for: .left) == .edit(.moveBack))
    #expect(explorer.command(for: .up) == nil)
    #expect(explorer.command(for: .tab) == nil)
    explorer.press(.escape, .character("o"))
    #expect(explorer.command(for: .tab) == .complete)
    #expect(explorer.command(for: .control("c")) == .quit)
  }

  @Test func rowsNameTheirViews() {
    let names = allViews.map { $0.name }
    for row in KeyTable(allViews).rows where row.does != "show view 1, 2, …; Esc: view 1" {
      for match in row.does.matches(of: /\bview (\w+)/) {
        #expect(names.contains(String(match.output.1)), "\(row.does)")
      }
    }
  }
}

import OpenedSentences
import Explorer
import Canvas
import Views
import Foundation
import Models
import Resources
import Scenes
import Screen
import Testing
import Text

/// Whole screens as text, for a person to read in `Screens`.
struct ScreenTests {
  private static let nudged: [Key] = [.right, .right, .up, .up, .up]

  /// A screen by the name of its file.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let title: String
    var keys: [Key] = []
    var size = Size.classic
    var glyphs = Glyphs.unicode

    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "bank-80x24", title: "bank, the money kind", keys: nudged),
    Case(name: "bank-120x40", title: "bank, the money kind", keys: nudged, size: .large),
    Case(name: "bank-40x12", title: "bank, the money kind", keys: nudged, size: .small),
    Case(name: "bank-ascii", title: "bank, the money kind", keys: nudged, glyphs: .ascii),
    Case(
      name: "bank-masked", title: "bank, the money kind",
      keys: [.end, .character("m"), .character("T"), .character("c")]),
    Case(name: "trophy-80x24", title: "what was too big?"),
    Case(name: "trophy-120x40", title: "what was too big?", size: .large),
    Case(name: "average-80x24", title: "a weighted average", keys: [.right, .shiftUp]),
    Case(name: "tokyo-80x24", title: "東京は日本の首都です", keys: [.home]),
    Case(name: "tokyo-ascii", title: "東京は日本の首都です", glyphs: .ascii),
    Case(name: "far-80x24", title: "far apart", keys: [.character("g")]),
    Case(name: "far-40x12", title: "far apart", keys: [.character("g")], size: .small),
    Case(name: "matrix-80x24", title: "bank, the money kind", keys: [.character("2")]),
    Case(
      name: "matrix-40x12", title: "what was too big?", keys: [.character("2")], size: .small),
    Case(name: "matrix-trophy", title: "what was too big?", keys: [.character("2")]),
    Case(
      name: "matrix-120x40", title: "what was too big?", keys: [.character("2"), .character("c")],
      size: .large),
    Case(
      name: "matrix-200x60", title: "far apart", keys: [.character("2"), .character("g")],
      size: .huge),
    Case(
      name: "matrix-ascii", title: "far apart", keys: [.character("2"), .character("g")],
      glyphs: .ascii),
    Case(name: "matrix-far", title: "far apart", keys: [.character("2"), .character("g")]),
    Case(name: "capital-80x24", title: "the capital of France", keys: [.shiftDown, .shiftDown]),
    Case(name: "counted-row", title: "the capital of France", keys: [.character("V")]),
    Case(
      name: "counted-matrix", title: "what was too big?",
      keys: [.character("V"), .character("V"), .character("2")]),
    Case(
      name: "counted-ascii", title: "bank, the money kind", keys: [.character("V")], glyphs: .ascii),
    Case(
      name: "capital-120x40", title: "the capital of France", keys: [.character("m")],
      size: .large),
    Case(
      name: "capital-40x12", title: "the capital of France", keys: [.character("m")],
      size: .small),
    Case(name: "next-80x24", title: "the capital of France", keys: [.character("N"), .shiftDown]),
    Case(
      name: "ablated-80x24", title: "the capital of France",
      keys: [.character("X"), .character("3")]),
    // What is patched is there when it was read.
    Case(name: "patched-reading", title: "the capital of France", keys: [.character("P"), .left]),
    Case(name: "next-none", title: "what was too big?", keys: [.character("N")]),
    Case(
      name: "lens-120x40", title: "the capital of France", keys: [.character("i")], size: .large),
    Case(name: "lens-80x24", title: "the capital of France", keys: [.character("i")]),
    Case(
      name: "models-80x24", title: "what was too big?", keys: [.character("M"), .character("C")]
    ),
    Case(
      name: "sink-80x24", title: "a sink",
      keys: [.character("."), .character("."), .character("d"), .character("2")]),
    Case(name: "heads-80x24", title: "what was too big?", keys: [.character("3")]),
    Case(
      name: "heads-120x40", title: "what was too big?",
      keys: [.left, .left, .character("a"), .character("a"), .character("]")], size: .large),
    Case(
      name: "heads-200x60", title: "what was too big?", keys: [.character("a")], size: .huge),
    Case(
      name: "heads-ascii", title: "what was too big?", keys: [.character("a")], size: .small,
      glyphs: .ascii),
    Case(name: "heads-list", title: "what was too big?", keys: [.character("A")]),
    Case(
      name: "heads-list-120x40", title: "what was too big?",
      keys: [.left, .left, .character("A"), .character("a"), .character("]")], size: .large),
    Case(name: "heads-40x12", title: "what was too big?", keys: [.character("a")], size: .small),
    Case(name: "heads-given", title: "bank, the money kind", keys: [.character("a")]),
    Case(
      name: "trophy-masked", title: "what was too big?",
      keys: Array(repeating: .left, count: 9)
        + [.character("b"), .character("x"), .character("x"), .character("m")]),
    Case(
      name: "trophy-hidden", title: "what was too big?", keys: [.character("d")]),
    Case(
      name: "trophy-joined", title: "what was too big?",
      keys: [.character("w"), .character("x"), .left, .left, .character("m")]),
    Case(
      name: "effect-80x24", title: "what was too big?",
      keys: Array(repeating: .left, count: 9)
        + [.character("x"), .character("x"), .character("m"), .character("e")]),
    Case(name: "effect-bank", title: "bank, the money kind", keys: nudged + [.character("e")]),
    Case(
      name: "computation-80x24", title: "what was too big?",
      keys: Array(repeating: .left, count: 9)
        + [.character("b"), .character("="), .up]),
    Case(
      name: "computation-average", title: "a weighted average",
      keys: [.right, .character("="), .character("m")]),
    Case(name: "pooling-80x24", title: "bank, the money kind", keys: [.character("f")]),
    Case(
      name: "pooling-average", title: "a weighted average", keys: [.character("f"), .shiftUp]),
    Case(name: "pair-80x24", title: "bank, the money kind", keys: [.character("C"), .shiftUp]),
    Case(
      name: "pair-120x40", title: "what was too big?", keys: [.character("C")], size: .large),
    Case(
      name: "pooling-far", title: "far apart",
      keys: [.character("f"), .home, .character(">"), .character("W")], size: .large),
    Case(
      name: "pooling-masked", title: "bank, the money kind",
      keys: [.character("f"), .right, .character("m")], size: .large),
    Case(
      name: "softmax-80x24", title: "a weighted average",
      keys: [.character("S"), .right, .shiftUp, .shiftUp]),
    Case(
      name: "softmax-trophy", title: "what was too big?",
      keys: [.character("S"), .character("t"), .character("m")], size: .large),
    Case(
      name: "softmax-hidden", title: "what was too big?",
      keys: [.character("S"), .character("d"), .character("w")]),
    Case(name: "softmax-40x12", title: "far apart", keys: [.character("S")], size: .small),
    Case(
      name: "plane-80x24", title: "bank, the money kind",
      keys: [.character("9")] + Array(repeating: .right, count: 3)
        + [.shiftUp, .shiftUp, .left, .shiftUp, .up]),
    Case(
      name: "plane-40x12", title: "bank, the money kind", keys: nudged + [.character("9")],
      size: .small),
    Case(
      name: "plane-120x40", title: "what was too big?",
      keys: [.character("9")] + Array(repeating: .left, count: 9)
        + [.character("x"), .character("x"), .character("m")], size: .large),
    Case(
      name: "plane-200x60", title: "far apart", keys: [.character("9"), .character("g"), .shiftUp],
      size: .huge),
    Case(
      name: "plane-ascii", title: "bank, the money kind",
      keys: nudged + [.character("9"), .shiftUp],
      glyphs: .ascii),
    Case(
      name: "plane-line", title: "a weighted average",
      keys: [.character("9"), .right, .shiftUp]),
    Case(
      name: "plane-light", title: "mixing light", keys: [.character("9"), .right, .shiftUp]),
    Case(name: "plane-halfway", title: "meeting halfway", keys: [.character("9"), .end, .shiftUp]),
    Case(name: "plane-components", title: "東京は日本の首都です", keys: [.character("9")]),
    Case(name: "bank-200x60", title: "bank, the money kind", keys: nudged, size: .huge),
    Case(
      name: "average-40x12", title: "a weighted average", keys: [.right, .shiftUp], size: .small),
    Case(name: "help-80x24", title: "bank, the money kind", keys: [.character("?")]),
    Case(
      name: "help-end", title: "bank, the money kind",
      keys: [.character("?")] + Array(repeating: .pageDown, count: 6)),
    Case(name: "save-80x24", title: "bank, the money kind", keys: [.character("s")]),
    Case(
      name: "list-80x24", title: "bank, the river kind",
      keys: [.up, .character("L"), .character("a"), .character("n"), .down, .tab]),
    Case(
      name: "list-40x12", title: "bank, the money kind",
      keys: [.up, .character("n"), .character("L"), .end], size: .small),
    Case(
      name: "list-nothing", title: "bank, the money kind",
      keys: [.character("L"), .character("x"), .character("q")], glyphs: .ascii),
    Case(
      name: "key-without-meaning", title: "bank, the money kind", keys: [.character("Z")],
      size: .small),
    Case(
      name: "too-small", title: "bank, the money kind", size: Size(rows: 5, columns: 60)),
  ]

  /// A view that fills in, when it has.
  @Test(arguments: [
    Case(
      name: "residual-80x24", title: "the capital of France", keys: [.character("R"), .left]),
    Case(
      name: "residual-120x40", title: "the capital of France", keys: [.character("R")], size: .large
    ),
    Case(
      name: "residual-40x12", title: "the capital of France", keys: [.character("R")], size: .small),
    Case(
      name: "causes-patched", title: "the capital of France",
      keys: [.character("H"), .character("D"), .character("D")]),
    Case(
      name: "patched-80x24", title: "the capital of France",
      keys: [.character("P"), .character("#"), .character("P"), .character("3")]),
    Case(
      name: "patched-ascii", title: "the capital of France",
      keys: [.character("P"), .character("3")], glyphs: .ascii),
    Case(
      name: "pair-patched", title: "the capital of France",
      keys: [.character("@"), .character("P"), .character("C")]),
    Case(
      name: "next-patched", title: "the capital of France",
      keys: [.character("P"), .character("N")]),
    Case(
      name: "effect-patched", title: "the capital of France",
      keys: [.character("P"), .character("e")]),
    Case(name: "residual-none", title: "what was too big?", keys: [.character("R")], size: .small),
  ])
  func screenIsAsItWasWhenAllIsComputed(_ screen: Case) throws {
    var explorer = explorer(at: screen.title, keys: screen.keys)
    while let work = explorer.work { explorer.take(work.done()) }
    let canvas = Screen.draw(explorer, size: screen.size, glyphs: screen.glyphs)
    try expectSnapshot(canvas.text, screen.name)
  }

  @Test(arguments: cases)
  func screenIsAsItWas(_ screen: Case) throws {
    let explorer = explorer(at: screen.title, keys: screen.keys)
    let canvas = Screen.draw(explorer, size: screen.size, glyphs: screen.glyphs)
    try expectSnapshot(canvas.text, screen.name)
  }

  @Test(arguments: [
    Case(name: "bank-styles", title: "bank, the money kind", keys: nudged),
    Case(name: "matrix-styles", title: "bank, the money kind", keys: [.character("2")]),
    Case(
      name: "matrix-far-styles", title: "far apart", keys: [.character("2"), .character("g")]),
    Case(name: "heads-styles", title: "what was too big?", keys: [.character("a")]),
    Case(
      name: "heads-120x40-styles", title: "what was too big?",
      keys: [.character("a"), .character("a")], size: .large),
  ])
  func coloursAreAsTheyWere(_ screen: Case) throws {
    let explorer = explorer(at: screen.title, keys: screen.keys)
    let canvas = Screen.draw(explorer, size: screen.size, glyphs: screen.glyphs)
    try expectSnapshot(canvas.styleMap, screen.name)
  }

  @Test func coloursOfThePlaneAreAsTheyWere() throws {
    for (title, name) in [
      ("bank, the money kind", "plane-styles"), ("mixing light", "light-styles"),
    ] {
      let explorer = explorer(at: title, keys: [.character("9"), .right, .shiftUp])
      let canvas = Screen.draw(explorer, size: .classic, glyphs: .unicode)
      try expectSnapshot(canvas.styleMap, name)
    }
  }

  /// The first picture after a mask on the query itself, from 0.150 to 0.
  @Test func aGlideIsDrawnOnItsWay() throws {
    var explorer = Explorer(try #require(try OpenSentences(builtIn)), isAnimated: true)
    explorer.press(.character("m"))
    let canvas = Screen.draw(explorer.gliding, size: .classic, glyphs: .unicode)
    try expectSnapshot(canvas.text, "bank-gliding")
  }

  @Test func whatDidNotOpenIsToldAndCounted() throws {
    let analysis = SentenceFile.read(
      Array("{\"sentence\": \"a good one\"}\n{\"sentence\": 3}\n".utf8), as: .jsonLines,
      name: "two.jsonl")
    let sentences = try #require(try OpenSentences(PreparedScenes(analysis, models: models)))
    let explorer = Explorer(sentences, problems: analysis.problems)
    let text = Screen.draw(explorer, size: .classic, glyphs: .unicode).text
    #expect(text.contains("(1 did not open)"))
    #expect(text.contains("did not open: two.jsonl:2:"))
  }

  /// A problem ends with what would be right.
  @Test(arguments: [Size.classic, .large])
  func whatWouldBeRightIsSeen(size: Size) throws {
    let name = String(repeating: "a-long-folder/", count: 2) + "scenes.json"
    let json = #"[{"sentence": "fine"}, {"sentence": "a b", "model": "./\#(name)"}]"#
    let scenes = PreparedScenes(
      SentenceFile.read(Array(json.utf8), as: .json, name: name), models: models)
    let explorer = Explorer(try #require(try OpenSentences(scenes)), problems: scenes.problems)
    let text = Screen.draw(explorer, size: size, glyphs: .unicode).text
    let message = text.split(separator: "\n").suffix(size.rows / 2).joined(separator: " ")
      .split(separator: " ").joined(separator: " ")
    #expect(message.contains("did not open: a-long-folder/"))
    #expect(message.contains("letters, digits and - _ ."))
  }

  @Test func eachOfTwoNamesItsModelWhereTheyDiffer() throws {
    let twin = NSTemporaryDirectory() + "twin-\(UUID().uuidString)"
    try FileManager.default.createSymbolicLink(
      atPath: twin, withDestinationPath: Resources.model)
    defer { try? FileManager.default.removeItem(atPath: twin) }
    let scene = try Scene(sentence: "We fished by the bank of the river.")
    let named = try scene.with(start: .model(try Scene.ModelState(model: ModelReference(twin))))
    let heading = { (scenes: [Scene]) throws -> String in
      var explorer = Explorer(try #require(try OpenSentences(scenes)))
      explorer.press(.character("C"))
      let lines = Screen.draw(explorer, size: .classic, glyphs: .unicode).text
        .split(separator: "\n", omittingEmptySubsequences: false)
      return String(try #require(lines.first { $0.contains("│ ") && $0.contains("We fished") }))
    }
    let differing = try heading([scene, named])
    #expect(differing.contains(/We fished .* all-MiniLM-L6-v2 L\d·H\d+ .*│/))
    #expect(differing.contains(/│  We fished .* twin-.*… L\d·H\d+/))
    #expect(try !heading([scene, scene]).contains("·H"))
    #expect(try !heading([named]).contains("·H"))
  }

  @Test func asciiScreensHaveNothingElse() {
    for scene in builtIn {
      let explorer = explorer(at: scene.title?.original ?? "")
      for size in [Size.small, .classic, .large] {
        #expect(
          Screen.draw(explorer, size: size, glyphs: .ascii).text.utf8.allSatisfy { $0 < 0x80 })
      }
    }
  }

  /// No key is passed over: something on the screen is another thing after each of them.
  @Test(arguments: ["1", "2", "3", "A", "4", "5", "6", "7", "8", "9"] as [Character])
  func everyKeyIsAnswered(view: Character) {
    for title in ["bank, the money kind", "mixing light"] {
      let start = explorer(at: title, keys: [.character(view), .right, .left])
      let before = Screen.draw(start, size: .classic, glyphs: .unicode)
      for key in Key.all {
        var explorer = start
        explorer.press(key)
        let after = Screen.draw(explorer, size: .classic, glyphs: .unicode)
        #expect(after != before, "\(key.name) in view \(view) of “\(title)”")
      }
    }
  }

  /// From nothing to larger than any screen, in every view: nothing traps, and the characters of
  /// every row take exactly its columns.
  @Test(
    arguments: [nil, "2", "3", "A", "4", "5", "6", "7", "8", "9", "?", "s", "/", "L"]
      as [Character?],
    [Glyphs.unicode, .ascii])
  func anySizeCanBeDrawn(key: Character?, glyphs: Glyphs) {
    for title in [
      "bank, the money kind", "a weighted average", "mixing light", "far apart",
      "what was too big?",
    ] {
      let explorer = explorer(at: title, keys: key.map { [.character($0)] } ?? [])
      for rows in [0, 1, 11, 12, 13, 19, 20, 23, 24, 31, 60] {
        for columns in [0, 1, 39, 40, 41, 69, 70, 80, 133, 300] {
          let size = Size(rows: rows, columns: columns)
          let canvas = Screen.draw(explorer, size: size, glyphs: glyphs)
          for row in 0..<rows {
            let characters = canvas[row: row].compactMap(\.character)
            #expect(characters.reduce(0) { $0 + displayWidth(of: String($1)) } == columns)
          }
        }
      }
    }
  }
}

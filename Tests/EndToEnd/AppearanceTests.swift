import Foundation
import Testing

/// What reaches the screen: colours where they are wanted, ASCII where there is nothing else, and
/// never a byte of a file as a command.
struct AppearanceTests {
  private static let color = #"\u001B\[[0-9;:]*?\b(3[0-8]|4[0-8]|9[0-7]|10[0-7])\b"#
  private static let reverse = #"\u001B\[([0-9]+;)*7[;m]"#

  @Test(arguments: ["NO_COLOR=1 attnviz", "NO_COLOR=0 attnviz", "attnviz --no-color"])
  func coloursStayAwayWhereNotWanted(command: String) throws {
    let terminal = try TerminalSession()
    try terminal.start(command)
    try terminal.press("Right")
    try terminal.wait(for: "the next token") { $0.selected == "to" }
    let styled = try terminal.styledScreen()
    #expect(!styled.hasMatch(Self.color))
    #expect(styled.hasMatch(Self.reverse), "the selection is not reversed")
  }

  @Test(arguments: ["attnviz", "NO_COLOR= attnviz"])
  func coloursAreThereOtherwise(command: String) throws {
    let terminal = try TerminalSession()
    try terminal.start(command)
    let styled = try terminal.styledScreen()
    #expect(styled.hasMatch(Self.color))
    #expect(styled.hasMatch(Self.reverse), "the selection is not reversed")
  }

  /// The query is orange on a dark background, and darker on a light one.
  @Test(arguments: [
    ("attnviz", 214, 130), ("COLORFGBG='15;0' attnviz", 214, 130),
    ("attnviz --theme light", 130, 214), ("COLORFGBG='0;15' attnviz", 130, 214),
    ("COLORFGBG='0;15' attnviz --theme dark", 214, 130),
    ("COLORFGBG='15;0' attnviz --theme light", 130, 214),
  ])
  func coloursSuitTheBackground(command: String, color: Int, other: Int) throws {
    let terminal = try TerminalSession()
    try terminal.start(command)
    let styled = try terminal.styledScreen()
    #expect(styled.contains("38;5;\(color)m"))
    #expect(!styled.contains("38;5;\(other)m"))
  }

  @Test(arguments: [("dark", 75), ("light", 25)])
  func theLessonHasThemesToo(theme: String, color: Int) throws {
    let terminal = try TerminalSession()
    try terminal.run("attnviz lesson --theme \(theme)")
    try terminal.wait(for: "the lesson") { $0.shows("chapter 1 of 11") && $0.shows("q quit") }
    #expect(try terminal.styledScreen().contains("38;5;\(color)m"))
  }

  @Test(arguments: ["LC_ALL=C attnviz", "LC_ALL=POSIX attnviz", "attnviz --ascii"])
  func nothingButASCIIWhereNothingElseIsKnown(command: String) throws {
    let terminal = try TerminalSession()
    try terminal.record(to: "output")
    try terminal.start(command)
    try terminal.press("Right", "Right", "Up", "m")
    try terminal.wait(for: "a masked token") { $0.text.hasMatch(#"\b0\.000\b"#) }
    try terminal.press("?", "NPage")
    try terminal.wait(for: "help") { $0.shows("mask or unmask") }
    try terminal.press("Escape")
    try terminal.press("2")
    try terminal.wait(for: "the matrix") { $0.weights.isEmpty && $0.shows("deposit") }
    // Sentence 8 is Japanese.
    try terminal.press("n", "n", "n", "n", "n", "n", "n", "1")
    try terminal.wait(for: "8/16") { $0.shows("8/16") && $0.weights.count == 6 }
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    try terminal.poll("the whole output") {
      terminal.home.read("output")?.contains("status=0") ?? false
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: terminal.home.path + "/output"))
    #expect(bytes.count > 1000)
    #expect(bytes.allSatisfy { $0 < 0x80 })
  }

  /// Some emulators of xterm don't know how to scroll by several lines, and would show remains.
  @Test func anotherViewIsSentWithoutScrolling() throws {
    let terminal = try TerminalSession(columns: 120, rows: 40)
    try terminal.record(to: "output")
    let sentence = "The trophy wouldn't fit in the suitcase because it was too big."
    try terminal.start(
      "TERM=xterm-256color attnviz --sentence \"\(sentence)\" --edit it:trophy:mask:all")
    for (key, sign) in [("e", "α before"), ("1", "Σα"), ("?", "The view “row”")] {
      try terminal.press(key)
      try terminal.wait(for: sign)
    }
    try terminal.press("NPage")
    try terminal.wait(for: "the end of help") { !$0.shows("The view") }
    try terminal.press("Escape", "q")
    #expect(try terminal.status() == "0")
    let output = terminal.home.read("output") ?? ""
    #expect(output.contains("\u{1B}[39m"))
    #expect(!output.hasMatch("\u{1B}\\[[0-9]*[ST]"))
  }

  @Test func aHostileFileCommandsNothing() throws {
    let terminal = try TerminalSession()
    let title = try terminal.fact("pane_title")
    let hostile = [
      "one\u{1B}]0;owned\u{07} two\u{1B}[2J three\u{1B}[31m four\u{9B}5A five\u{9D}0;owned\u{9C}",
      "six\u{202E}seven \u{200B}eight\u{200B} nine\rten \u{1B}c eleven\u{7F} twelve\u{8}\u{8}",
      "\u{1B}[?1049l thirteen\u{1B}[8;5;5t \u{2066}fourteen \u{1B}P1;1|x\u{1B}\\ end",
    ]
    let scenes = hostile.map { text in
      ["title": text, "notes": text, "tokens": text.components(separatedBy: " "), "probes": [text]]
    }
    try terminal.home.write(hostile.joined(separator: "\n"), to: "hostile.txt")
    try JSONSerialization.data(withJSONObject: scenes)
      .write(to: URL(fileURLWithPath: terminal.home.path + "/hostile.json"))
    for (file, line) in [("hostile.txt", 0), ("hostile.json", 0), ("hostile.json", 2)] {
      try terminal.record(to: "output")
      try terminal.start("clear; attnviz \(file)")
      try terminal.press(["n", "n"].prefix(line) + ["Right", "End"])
      let screen = try terminal.wait(for: "a whole screen") {
        $0.shows("\(line + 1)/3") && !$0.weights.isEmpty
      }
      #expect(try terminal.fact("pane_title") == title)
      #expect(try terminal.fact("alternate_on") == "1")
      #expect(try terminal.fact("window_width") == "80")
      #expect(screen.lines.first?.hasMatch(#"^  1 row +2 matrix .*\? help *$"#) == true)
      #expect(screen.lines.last?.contains("q quit") == true)
      let output = terminal.home.read("output") ?? ""
      for scalar in ["\u{202E}", "\u{2066}", "\u{200B}", "\u{9B}", "\u{9D}", "\u{7F}"] {
        #expect(!output.contains(scalar), "\(scalar.unicodeScalars.map { $0.value })")
      }
      try terminal.resize(columns: 81, rows: 24)
      try terminal.resize(columns: 80, rows: 24)
      try terminal.wait(for: "the same when drawn anew:\n\(screen)\n") { $0 == screen }
      try terminal.press("q")
      #expect(try terminal.status() == "0")
    }
  }

  @Test func wideTokensShiftNothingAndLeaveNothingBehind() throws {
    let terminal = try TerminalSession()
    let first = try terminal.start()
    try terminal.press("n", "n", "n", "n", "n", "n", "n")
    let wide = try terminal.wait(for: "sentence 8") { $0.shows("8/16") && $0.weights.count == 6 }
    #expect(wide.text.hasMatch(#"(?m)^ *東京 +は +日本 +の +◈首都 +です *$"#))
    #expect(wide.shows("Σα 1.000 ✓"))
    try terminal.press("Left")
    try terminal.wait(for: "の selected") {
      $0.text.hasMatch(#"(?m)^ *東京 +は +日本 +▸の +◆首都 +です *$"#)
    }
    try terminal.press("n")
    try terminal.wait(for: "the tokens of sentence 9 alone") {
      $0.text.hasMatch(#"soup +was +not +◈good"#) && !$0.shows("東京")
    }
    try terminal.press("p", "Right")
    try terminal.wait(for: "sentence 8 as it was:\n\(wide)\n") { $0 == wide }
    try terminal.press("p", "p", "p", "p", "p", "p", "p")
    try terminal.wait(for: "the screen of the start:\n\(first)\n") { $0 == first }
  }

  @Test(arguments: ["👩‍💻 wrote ❤️ to 🇫🇷 and naïve e\u{301}te\u{301} 한국어 שלום", "ﷺ a b"])
  func tokensOfDoubtfulWidthShiftNoOthers(sentence: String) throws {
    let terminal = try TerminalSession(columns: 120)
    let tokens = sentence.components(separatedBy: " ") + ["last"]
    let scene = try JSONSerialization.data(withJSONObject: ["tokens": tokens])
    try terminal.home.write(String(decoding: scene, as: UTF8.self), to: "scene.json")
    let screen = try terminal.start("attnviz --source similarity scene.json")
    #expect(screen.weights.count == tokens.count)
    #expect(screen.text.hasMatch(#"(?m) last *$"#))
    try terminal.press("End")
    let last = try terminal.wait(for: "the last token") { $0.selected == "last" }
    try terminal.press("Home", "End")
    try terminal.wait(for: "nothing left behind:\n\(last)\n") { $0 == last }
  }

  @Test(arguments: [
    ["a", "नमस्ते", "z", "क्ष", "q"], ["வணக்கம்", "বাংলা", "ภาษาไทย", "မြန်မာ", "กำ"],
    ["🇩🇪", "👨‍👩‍👧", "❤️", "1️⃣", "👍🏽", "e\u{301}\u{302}\u{303}\u{304}"],
  ])
  func everyScriptIsDrawnWhole(tokens: [String]) throws {
    let terminal = try TerminalSession(columns: 120)
    let tokens = tokens + ["last"]
    let scene = try JSONSerialization.data(withJSONObject: ["tokens": tokens])
    let path = terminal.home.path + "/scene.json"
    try scene.write(to: URL(fileURLWithPath: path))
    let screen = try terminal.start("attnviz --source similarity scene.json")
    let row = try #require(screen.lines.last { $0.hasMatch("last *$") })
    #expect(unmarked(row).split(separator: " ").map(String.init) == tokens)
    let printed = try Program.attnviz("print", "--source", "similarity", path).output
    for token in tokens { #expect(printed.contains(token)) }
  }

  @Test func anEmojiTooLongForTmuxLosesItsJoinersAlone() throws {
    let terminal = try TerminalSession()
    try terminal.home.write(#"{"tokens": ["a", "👨‍👩‍👧‍👦", "👩‍❤️‍💋‍👨", "last"]}"#, to: "scene.json")
    let screen = try terminal.start("attnviz --source similarity scene.json")
    #expect(unmarked(screen.text).hasMatch(#"(?m)^ *a +👨👩👧👦 +👩❤️💋👨 +last *$"#))
  }

  @Test(arguments: [
    "LC_ALL=xx_YY.UTF-8 attnviz", "LC_ALL= LANG=xx_YY.utf8@euro attnviz",
    "LC_ALL= LC_CTYPE=UTF-8 attnviz",
  ])
  func aLocaleThatIsNotInstalledStillNamesItsEncoding(command: String) throws {
    let terminal = try TerminalSession()
    let screen = try terminal.start(command)
    #expect(screen.shows("◈") && screen.shows("α"))
  }

  @Test func wordsFromRightToLeftStandInTheOrderOfTokensAndAreTold() throws {
    let terminal = try TerminalSession()
    try terminal.home.write("שלום עולם\nplain words\n", to: "lines.txt")
    let screen = try terminal.start("attnviz --source similarity lines.txt")
    #expect(unmarked(screen.text).hasMatch("(?m)^ *שלום +עולם *$"))
    #expect(screen.shows("Right-to-left words stand in token order"))
    try terminal.press("n")
    try terminal.wait(for: "the next sentence") {
      $0.shows("2/2") && !$0.shows("Right-to-left")
    }
    let printed = try Program.attnviz(
      "print", "--source", "similarity", terminal.home.path + "/lines.txt")
    #expect(printed.output.matches("(?m)^Right-to-left words stand in token order").count == 1)
  }

  /// `text` without the marks of the query and of the token that is held.
  private func unmarked(_ text: String) -> String {
    String(text.filter { !"◆▸◈".contains($0) })
  }
}

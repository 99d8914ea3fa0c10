import Foundation
import Testing

/// The lesson, played by keys in a real terminal.
struct LessonTests {
  @Test(arguments: [(80, 24), (120, 40)])
  func theFirstChapterIsPlayed(columns: Int, rows: Int) throws {
    let terminal = try TerminalSession(columns: columns, rows: rows)
    try terminal.run("attnviz lesson")
    try terminal.wait(for: "page 1 of 4")
    try terminal.press("Right", "Right", "Space")
    try terminal.wait(for: "▸ Select seven")
    try terminal.press("Space")
    try terminal.wait(for: "this page goes on when it is done")
    try terminal.press("?")
    try terminal.wait(for: "nudge its score by 0.1")
    try terminal.press("Escape")
    try terminal.wait(for: "▸ Select seven")
    try terminal.press("Right", "K", "K", "K", "K")
    try terminal.wait(for: "✓ Select seven")
    try terminal.press("Space")
    try terminal.wait(for: "▸ Bring the average below")
    try terminal.press("K", "K", "K", "K", "K", "K")
    try terminal.wait(for: "✓ Bring the average below")
    try terminal.press("Space", "1")
    try terminal.wait(for: "three has all the weight")
    try terminal.press("3")
    try terminal.wait(for: "Right. Here seven has all")
    try terminal.press("Space")
    try terminal.wait(for: "chapter 2 of")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    try terminal.run("clear; attnviz lesson")
    try terminal.wait(for: "chapter 2 of")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    try terminal.run("clear; attnviz lesson --restart")
    try terminal.wait(for: "chapter 1 of")
  }

  /// For every page of every chapter, what to press until it is done.
  private static let solution: [[[String]]] = [
    [["Right", "Right"], ["Right", "K", "K", "K", "K"], ["K", "K", "K", "K", "K", "K"], ["3"]],
    [["1"], ["g"], ["n"], ["2"], ["g", "m"]],
    [Array(repeating: "Space", count: 11), ["Right", "Right", "m"], ["K", "K", "K"], ["1"]],
    [
      ["J"], ["J", "J", "J", "J"], ["+", "+", "+"], Array(repeating: "t", count: 8),
      Array(repeating: "T", count: 16), ["2"],
    ],
    [["Tab", "Tab", "Tab"], Array(repeating: "Space", count: 5), ["Right", "Right"], ["g"]],
    [["g"], ["J", "J"], ["]"], ["1"]],
    [
      ["Right", "Right", "Right"], ["g"],
      ["Home", "Enter", "End"] + Array(repeating: "K", count: 8), ["g"], ["2"],
      ["g", "g", "g"], ["3"], ["Space"],
    ],
    [Array(repeating: "Space", count: 17), ["1"], ["]"], ["3"]],
    [
      ["m"], ["Home", ">", ">", ">", ">"], ["W"], ["2"], ["1"], Array(repeating: "Space", count: 4),
      ["2"],
    ],
    [
      ["1"], ["2"], ["2"], ["2"], ["2"], ["2"], ["2"], ["3"], ["2"], ["1"], ["2"], ["2"],
      ["1", "2"],
    ],
    [["N"], ["g"], ["}"], ["H"], ["m"], ["X"], ["]"], ["m"], ["u"]],
  ]

  @Test(arguments: [(80, 24, "dark"), (120, 40, "light")])
  func theWholeLessonIsPlayed(columns: Int, rows: Int, theme: String) throws {
    let terminal = try TerminalSession(columns: columns, rows: rows)
    try terminal.run("attnviz lesson --theme \(theme)")
    for (chapter, pages) in Self.solution.enumerated() {
      for (page, keys) in pages.enumerated() {
        let place = "chapter \(chapter + 1) of 11   page \(page + 1) of \(pages.count) "
        try terminal.wait(for: "\(place)") {
          ($0.lines.first.map { $0 + " " } ?? "").contains(place)
        }
        if !keys.isEmpty { try terminal.press(keys) }
        if keys == ["H"] {
          // The map fills in; then the head that matters most can be gone to.
          try terminal.wait(for: "the head that matters") { $0.shows("L23·H4   −3.848") }
          try terminal.press("b")
        }
        try terminal.wait(for: "\(place) to be done") { $0.shows("Space go on  ") }
        try terminal.press("Space")
      }
    }
    let end = try terminal.wait(for: "12 of 13 right at once")
    #expect(end.shows("▸ 7  What follows from it  see again"))
    try terminal.press("7")
    try terminal.wait(for: "chapter 7 of 11   page 1 of 8")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
  }

  /// The third chapter's animation, paced by its learner: played, stopped, gone back, gone on.
  @Test func theAnimationIsTheLearnersToPace() throws {
    let terminal = try TerminalSession()
    try terminal.run("attnviz lesson 3")
    try terminal.wait(for: "a play")
    try terminal.press("Space")
    try terminal.wait(for: "all vectors there") {
      $0.shows("Collect. Every word") && !$0.shows("×")
    }
    try terminal.press("Space")
    try terminal.wait(for: "the weights") { $0.shows("×  0.35 ██████▎") }
    try terminal.press("Space")
    try terminal.wait(for: "bank alone") { $0.shows("1 of 8 added") && $0.shows("banking 0.66") }
    try terminal.press("Left")
    try terminal.wait(for: "no sum") { $0.shows("Weigh, for once by hand") && !$0.shows("added") }
    try terminal.press("a")
    try terminal.wait(for: "a stop")
    // It leaves time to read.
    for count in [1, 4] { try terminal.wait(for: "\(count) of 8 added") }
    try terminal.wait(for: "deposit and money") {
      $0.shows("8 of 8 added") && $0.shows("deposit 0.74   money 0.70")
    }
    try terminal.wait(for: "Space go on")
    try terminal.press("a")
    try terminal.wait(for: "it to begin again") { $0.shows("a stop") && !$0.shows("added") }
    try terminal.press("a")
    try terminal.wait(for: "it to stop") { $0.shows("a play") }
    try terminal.press("Space", "q")
    #expect(try terminal.status() == "0")
  }

  @Test func withoutAnimationEachStepIsThereAtOnce() throws {
    let terminal = try TerminalSession()
    try terminal.run("attnviz lesson 3 --no-animation")
    try terminal.wait(for: "a play")
    let program = try terminal.foreground()
    try terminal.record(to: "bytes")
    try terminal.press("Space")
    try terminal.wait(for: "Collect. Every word")
    try terminal.rest(of: program)
    // One picture and no more: the words' vectors are written once, each where it stays.
    let bytes = try #require(terminal.home.read("bytes"))
    #expect(bytes.utf8.count < 6000)
    #expect(bytes.components(separatedBy: "money").count <= 2)
    try terminal.press("a")
    try terminal.wait(for: "8 of 8 added")
    #expect(try terminal.rest(of: program))
  }

  /// At rest it takes no processor time: before a step, within steps, and when all is played.
  @Test func itTakesNoTimeWhileItRests() throws {
    let terminal = try TerminalSession()
    try terminal.run("attnviz lesson 3")
    try terminal.wait(for: "a play")
    let program = try terminal.foreground()
    #expect(try terminal.rest(of: program))
    try terminal.press("Space", "Space", "Space", "Space")
    try terminal.wait(for: "2 of 8 added")
    #expect(try terminal.rest(of: program))
    try terminal.press("a")
    try terminal.wait(for: "8 of 8 added") { $0.shows("8 of 8 added") && $0.shows("Space go on") }
    #expect(try terminal.rest(of: program))
  }

  @Test func whatWasAnsweredIsKept() throws {
    let terminal = try TerminalSession()
    try terminal.run("attnviz lesson 10")
    try terminal.wait(for: "page 1 of 13")
    try terminal.press("2")
    try terminal.wait(for: "Only where one weight is nearly 1")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    let state = ".local/state/attnviz/lesson.json"
    let given = #""given": "the value vector of the token it matches best""#
    let asked = #"{"question": "In attention, the output for token i is …", "right": "#
    #expect(
      terminal.home.read(state)
        == "{\"chapter\": \"9-quiz\", \"page\": 0, \"answers\": [\n  \(asked)false, \(given)}]}\n")
    try terminal.run("clear; attnviz lesson")
    try terminal.wait(for: "page 1 of 13")
    try terminal.press("1")
    try terminal.wait(for: "Right: a_i")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    // The first answer is the one that counts.
    #expect(terminal.home.read(state)?.contains(asked + "false") == true)
    try terminal.run("clear; attnviz lesson --restart")
    try terminal.wait(for: "chapter 1 of 11")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    #expect(
      terminal.home.read(state)
        == "{\"chapter\": \"1-weighted-averages\", \"page\": 0, \"answers\": []}\n")
  }

  @Test func withoutATerminalItIsPrinted() throws {
    let outcome = try Program.attnviz("lesson")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("1. Weighted averages\n====================\n\nAttention is"))
    #expect(outcome.output.contains("=  1.500        2.100        1.000        Σ 4.600"))
    #expect(outcome.output.contains("model L3·H1]"))
    #expect(outcome.output.contains("nearest      deposit 0.74   money 0.70"))
    #expect(outcome.output.contains("all 11 rows are there"))
    #expect(outcome.output.contains("\n\n\n10. The quiz\n============\n\nThirteen questions"))
    #expect(outcome.output.contains("\n\n\nGlossary\n========\n"))
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(!outcome.output.contains("\u{1B}"))
    let ascii = try Program.attnviz("lesson", "--ascii")
    #expect(ascii.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(ascii.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let one = try Program.attnviz("lesson", "2")
    #expect(one.output.hasPrefix("2. What is it?\n") && !one.output.contains("3. Collect"))
    let list = try Program.attnviz("lesson", "--list")
    #expect(list.output.hasPrefix("1  Weighted averages\n2  What is it?\n"))
  }

  @Test func aTeachersOwnFolderIsPlayedAndItsErrorsAreTold() throws {
    let terminal = try TerminalSession()
    try FileManager.default.createDirectory(
      atPath: terminal.home.path + "/own", withIntermediateDirectories: false)
    try terminal.home.write(
      """
      {"title": "Mine", "pages": [{"text": "Two words.", "scene": {"tokens": ["a", "b"],
        "weights": [0.5, 0.5], "values": [[0], [1]]}, "do": "Push b.", "until": {"blend": {"above": 0.6}}}]}
      """, to: "own/1.json")
    try terminal.run("clear; attnviz lesson own")
    try terminal.wait(for: "▸ Push b.")
    try terminal.press("Right", "K")
    try terminal.wait(for: "✓ Push b.")
    try terminal.press("Space")
    try terminal.wait(for: "This was the last page.")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    try terminal.home.write("{\"title\": \"Mine\",\n \"pagse\": []}", to: "own/1.json")
    try terminal.run("clear; attnviz lesson own")
    try terminal.wait(for: "own/1.json:2: \"pagse\" is not a key of a chapter; did you mean pages?")
    #expect(try terminal.status() == "65")
  }

  /// Long output and short: nothing that was lost is passed over.
  @Test(arguments: ["lesson", "lesson 3", "lesson --list", "print", "print --format json"])
  func outputThatGetsNowhereIsTold(command: String) throws {
    let terminal = try TerminalSession()
    try terminal.run("attnviz \(command) > /dev/full")
    try terminal.wait(for: "standard output can't be written")
    #expect(try terminal.status() == "74")
  }

  @Test func whatIsNotThereIsTold() throws {
    #expect(try Program.attnviz("lesson", "99").status == 64)
    let missing = try Program.attnviz("lesson", "no-such-folder")
    #expect(missing.status == 66)
    #expect(missing.errors.contains("no-such-folder"))
  }

  @Test func aDamagedStateIsToldOnceAndSetAside() throws {
    let terminal = try TerminalSession()
    try terminal.home.write("{", to: "damaged")
    try terminal.run("mkdir -p .local/state/attnviz; mv damaged .local/state/attnviz/lesson.json")
    try terminal.run("clear; attnviz lesson")
    try terminal.wait(for: "lesson.json:1:")
    try terminal.press("Right", "q")
    #expect(try terminal.status() == "0")
    #expect(try !terminal.screenshot().shows("lesson.json:1:"))
    #expect(terminal.home.read(".local/state/attnviz/lesson.json.damaged") == "{")
    try terminal.run("clear; attnviz lesson")
    let screen = try terminal.wait(for: "page 1 of 4")
    #expect(!screen.shows("lesson.json"))
    try terminal.press("q")
    #expect(try terminal.status() == "0")
  }

  @Test func aStateThatCannotBeWrittenIsToldOnce() throws {
    let terminal = try TerminalSession()
    // A file where a folder would have to be.
    try terminal.home.write("", to: ".local")
    try terminal.run("clear; attnviz lesson")
    try terminal.wait(for: "page 1 of 4")
    try terminal.press("Right", "Right", "Space")
    try terminal.wait(for: "page 2 of 4")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    // The path makes the line longer than the screen is wide.
    let text = try terminal.screenshot().text.replacingOccurrences(of: "\n", with: "")
    #expect(text.components(separatedBy: "can't be written").count == 2, "\(text)")
  }

  /// In a window that is too small nothing is done unseen, but for leaving.
  @Test func nothingIsDoneWhereNothingCanBeShown() throws {
    let terminal = try TerminalSession()
    try terminal.run("attnviz lesson 3")
    try terminal.wait(for: "a play")
    try terminal.resize(columns: 30, rows: 8)
    try terminal.wait(for: "the lesson needs")
    let program = try terminal.foreground()
    try terminal.press("a", "Space")
    #expect(try terminal.rest(of: program))
    try terminal.resize(columns: 80, rows: 24)
    try terminal.wait(for: "a play") { $0.shows("a play") && $0.shows("The query is bank") }
    try terminal.resize(columns: 30, rows: 8)
    try terminal.wait(for: "the lesson needs")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
  }
}

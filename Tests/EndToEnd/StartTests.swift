import Testing

/// How the program starts: on terminals that can show a screen, and on those that can't.
struct StartTests {
  @Test(
    arguments: ["env -u TERM attnviz", "TERM= attnviz", "TERM=dumb attnviz", "TERM=none attnviz"])
  func aTerminalThatCantBeUsedIsLeftAlone(command: String) throws {
    let terminal = try TerminalSession(columns: 120)
    let modes = try terminal.modes()
    try terminal.record(to: "output")
    try terminal.run(command)
    #expect(try terminal.status() == "69")
    try terminal.wait(for: "attnviz print")
    #expect(try terminal.modes() == modes)
    try terminal.poll("the whole output") {
      terminal.home.read("output")?.contains("status=69") ?? false
    }
    #expect(terminal.home.read("output")?.contains("\u{1B}") == false)
  }

  @Test(arguments: ["xterm-256color", "screen", "xterm", "vt100", "linux", "tmux-256color"])
  func aKnownTerminalIsDrawnOn(name: String) throws {
    let terminal = try TerminalSession(terminal: name)
    let screen = try terminal.start()
    #expect(screen.weights.count == 8)
    try terminal.press("Right")
    // The font of Linux's console has few signs.
    let mark = name == "linux" ? ">" : "▸"
    try terminal.wait(for: "the next token selected") { $0.shows("key \(mark)to 5") }
    try terminal.press("q")
    #expect(try terminal.status() == "0")
  }

  @Test func pipedSentencesOpenAndTheTerminalHasTheKeys() throws {
    let terminal = try TerminalSession()
    let modes = try terminal.modes()
    try terminal.run(#"printf 'a cat sat\nthe dog ran off\n' | attnviz"#)
    try terminal.wait(for: "three words") { $0.weights.count == 5 && $0.shows("sat") }
    try terminal.press("n", "Home", "Right", "Right")
    try terminal.wait(for: "dog selected") { $0.selected == "dog" && $0.weights.count == 6 }
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    #expect(try terminal.modes() == modes)
    try terminal.home.write("one two\n", to: "lines.txt")
    try terminal.start("clear; attnviz < lines.txt")
    try terminal.wait(for: "two words") {
      $0.shows("one") && $0.shows("[SEP]") && $0.shows("1/1")
    }
    try terminal.press("q")
    #expect(try terminal.status() == "0")
  }

  @Test func withoutATerminalItPrints() throws {
    for arguments in [[], ["--sentence", "The cat sat on the mat.", "--causal"]] {
      let home = try TemporaryFolder()
      let explored = try Program.run("attnviz", arguments, home: home)
      let printed = try Program.run("attnviz", ["print"] + arguments, home: home)
      #expect(explored.status == 0)
      #expect(explored.errors == "")
      #expect(!explored.output.isEmpty)
      #expect(explored.output == printed.output)
    }
    let terminal = try TerminalSession()
    try terminal.run("attnviz --sentence 'a cat sat' | cat")
    try terminal.wait(for: "printed tokens") { $0.shows("cat") && $0.shows("sat") }
    #expect(try terminal.fact("alternate_on") == "0")
    #expect(try terminal.status() == "0")
  }

  @Test(arguments: [(30, 8), (39, 24), (80, 9)])
  func aSmallWindowIsToldWhatIsNeeded(columns: Int, rows: Int) throws {
    let terminal = try TerminalSession(columns: columns, rows: rows)
    try terminal.run("attnviz")
    let screen = try terminal.wait(for: "the size that is needed") {
      $0.nonBlankLines.count == 1 && $0.shows("needs") && $0.text.hasMatch(#"\d+ × \d+"#)
    }
    let message = try #require(screen.nonBlankLines.first)
    #expect(message.hasMatch(#"\bq\b"#), "how to leave is cut off")
    // A prompt that nobody could see must not take the key.
    try terminal.press("/", "q")
    #expect(try terminal.status() == "0")
  }

  @Test func theSizeThatIsNeededIsEnough() throws {
    let terminal = try TerminalSession(columns: 30, rows: 8)
    try terminal.run("attnviz")
    let screen = try terminal.wait(for: "the size that is needed") { $0.shows("×") }
    let size = try #require(screen.text.matches(#"\d+ × \d+"#).first)
    let numbers = size.matches(#"\d+"#).compactMap(Int.init)
    try terminal.resize(columns: numbers[0], rows: numbers[1])
    try terminal.wait(for: "weights") { !$0.weights.isEmpty && $0.query == "bank" }
  }

  @Test func theScreenFollowsTheWindow() throws {
    let fresh = try TerminalSession(columns: 131, rows: 37).start()
    let terminal = try TerminalSession()
    let before = try terminal.start()
    try terminal.resize(columns: 131, rows: 37)
    try terminal.wait(for: "what a start at 131 × 37 shows:\n\(fresh)\n") { $0 == fresh }
    try terminal.resize(columns: 50, rows: 13)
    try terminal.wait(for: "a small screen") { !$0.weights.isEmpty && $0.weights.count < 8 }
    try terminal.resize(columns: 20, rows: 4)
    try terminal.wait(for: "one line") { $0.nonBlankLines.count == 1 }
    try terminal.resize(columns: 80, rows: 24)
    try terminal.wait(for: "the screen of the start") { $0 == before }
  }

  @Test func linesAndColumnsOfTheEnvironmentDoNotPinTheSize() throws {
    let terminal = try TerminalSession()
    let plain = try terminal.start()
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    try terminal.run("clear; LINES=15 COLUMNS=60 attnviz")
    try terminal.wait(for: "the screen without LINES and COLUMNS") { $0 == plain }
    try terminal.resize(columns: 100, rows: 30)
    try terminal.wait(for: "a larger screen") { $0.lines.last?.contains("quit") ?? false }
    try terminal.resize(columns: 80, rows: 24)
    try terminal.wait(for: "the screen of the start") { $0 == plain }
  }

  @Test func builtInSentencesOpenWhereTheyHaveTheTokensNamed() throws {
    let terminal = try TerminalSession()
    try terminal.run("attnviz --edit bank:money:+1.5")
    let screen = try terminal.wait(for: "an edited sentence") { !$0.weights.isEmpty }
    #expect(screen.query == "bank" && screen.selected == "money")
    #expect(screen.text.hasMatch(#"1/\d\s"#) && !screen.shows("1/16"))
  }

  @Test func badUsageIsToldWithStatus64() throws {
    for arguments in [
      ["--bad"], ["--temperature", "0"], ["--temperature", "hot"], ["--edit", "bank"],
      ["--source", "dream"], ["print", "--format", "xml"], ["print", "--query", "zebra"],
      ["print", "--query", "5000"],
      ["print", "--sentence", "the cat sat", "--query", "5"], ["print", "--edit", "bank:zebra:1"],
      ["--sentence"], ["print", "--layer", "30"], ["print", "--head", "12"], ["--layer", "L1"],
      ["print", "--sentence", "a cat", "--edit", "a:cat:mask:L6"],
      ["print", "--all-heads", "--layer", "3"], ["print", "--all-heads", "--head", "0"],
    ] {
      let outcome = try Program.run("attnviz", arguments, home: TemporaryFolder())
      #expect(outcome.status == 64, "\(arguments)")
      #expect(outcome.errors.hasPrefix("attnviz: "), "\(arguments)")
      #expect(outcome.output == "", "\(arguments)")
    }
  }

  /// A value with a minus is a value, and it is told what would be right.
  @Test(arguments: [
    (["--layer", "-1"], "whole numbers from 0"), (["--head", "-1"], "whole numbers from 0"),
    (["--temperature", "-1"], "from 0."), (["--query", "-1"], "an index from 0 to 4"),
    (["--edit", "-1:2:mask"], "an index from 0 to 4"), (["--edit", "-1"], "QUERY:KEY:AMOUNT"),
  ])
  func aNegativeValueIsToldWhatWouldBeRight(arguments: [String], right: String) throws {
    let outcome = try Program.attnviz(["--sentence", "a cat sat"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(right))
  }

  @Test func whatBelongsToPrintIsToldSo() throws {
    for (arguments, right) in [
      (["--format", "json"], "attnviz print --format json"),
      (["--all-heads", "--all-queries"], "attnviz print --all-queries --all-heads"),
      (["prnt"], "did you mean attnviz print?"), (["lessons"], "did you mean attnviz lesson?"),
      (["prnt", "--format", "json"], "did you mean attnviz print?"),
    ] {
      let outcome = try Program.attnviz(arguments)
      #expect(outcome.status == 64)
      #expect(outcome.output == "")
      #expect(outcome.errors.contains(right))
    }
    // A file is opened whatever it is called, and another name is that of a file.
    let home = try TemporaryFolder()
    let path = try home.write("a cat sat\n", to: "prnt")
    #expect(try Program.attnviz(path).status == 0)
    let missing = try Program.attnviz("sentences")
    #expect(missing.status == 66 && !missing.errors.contains("did you mean"))
  }

  @Test func helpAndVersionNeedNoTerminal() throws {
    let help = try Program.attnviz("--help")
    #expect(help.status == 0)
    for option in [
      "--sentence", "--source", "--query", "--temperature", "--causal", "--probe", "--edit",
      "--ascii", "--no-color", "--version", "print",
    ] { #expect(help.output.contains(option)) }
    let version = try Program.attnviz("--version")
    #expect(version.status == 0)
    #expect(version.output.hasMatch(#"^attnviz \d+\.\d+\.\d+\n$"#))
  }

  @Test(arguments: [
    "--help", "-h", "--version", "--generate-completion-script bash", "print --help", "help lesson",
  ])
  func whatCantBeWrittenIsToldWithStatus74(arguments: String) throws {
    for place in [">/dev/full", ">&-"] {
      let outcome = try Program.run(
        "sh", ["-c", "attnviz \(arguments) \(place)"], home: TemporaryFolder())
      #expect(outcome.status == 74, "\(place)")
      #expect(outcome.errors == "attnviz: standard output can't be written\n")
    }
    #expect(try Program.attnviz(arguments.split(separator: " ").map(String.init)).status == 0)
  }
}

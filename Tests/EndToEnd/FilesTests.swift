import Foundation
import Testing

/// Sentence files: opened, saved, and told of when they are wrong.
struct FilesTests {
  private static let scene = """
    {"title": "cats", "sentence": "the cat sat", "query": "cat", "weights": [0.2, 0.5, 0.3]}
    """

  @Test func filesOpenByTheirPath() throws {
    let terminal = try TerminalSession()
    try terminal.home.write(Self.scene, to: "cats.json")
    try terminal.home.write("\u{FEFF}one two\r\n\r\nthree four five\r\n", to: "lines.txt")
    try terminal.home.write(Self.scene + "\n" + Self.scene + "\n", to: "cats.jsonl")
    try terminal.start()
    for path in ["cats.json", "~/cats.json", "\(terminal.home.path)/cats.json"] {
      try open("lines.txt", in: terminal)
      try terminal.wait(for: "the text file") { $0.shows("1/2") && $0.shows("two [SEP]") }
      try open(path, in: terminal)
      try terminal.wait(for: "the scene") { $0.weights == [0.2, 0.5, 0.3] && $0.query == "cat" }
    }
    try open("cats.jsonl", in: terminal)
    try terminal.wait(for: "two scenes") { $0.shows("1/2") && $0.shows("cats") }
  }

  /// The name of a file is any bytes: here Latin-1.
  @Test func namesThatAreNotUTF8OpenAndAreKept() throws {
    let home = try TemporaryFolder()
    let make = #"printf '%s' "$0" >"$(printf 'caf\351.json')"; "#
    let outcome = try Program.run(
      "sh",
      [
        "-c", "cd \(home.path); " + make + #"attnviz print "$(printf 'caf\351.json')""#, Self.scene,
      ],
      home: home)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("cats"))
    let missing = try Program.run(
      "sh", ["-c", #"attnviz print "$(printf 'caf\350.json')""#], home: home)
    #expect(missing.errors == "attnviz: caf\u{FFFD}.json: does not exist; check the name\n")
  }

  @Test func modelsAndLessonsOfSuchNamesOpen() throws {
    let home = try TemporaryFolder()
    let model = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Resources/Models/all-MiniLM-L6-v2").path
    let outcome = try Program.run(
      "sh",
      [
        "-c",
        #"""
        cd "$0"; name=$(printf 'm\351'); mkdir "$name"
        echo '{"title": "Own", "pages": [{"text": "x"}]}' >"$name/1.json"
        attnviz lesson "$name" --list; rm "$name/1.json"; rmdir "$name"
        ln -s "$1" "$name"; attnviz print --model "$name" --sentence "a bank"
        attnviz print --model "$name/none" --sentence "a bank"
        """#, home.path, model,
      ], home: home)
    #expect(outcome.output.hasPrefix("1  Own\na bank\nmodel m\u{FFFD} "))
    #expect(outcome.errors.hasPrefix("attnviz: m\u{FFFD}/none: is neither an existing folder"))
  }

  /// What takes long to read holds up no key, and may be left.
  @Test func aLargeFileIsOpenedBesideTheLoop() throws {
    let terminal = try TerminalSession()
    let scenes = Array(repeating: Self.scene, count: 60_000).joined(separator: "\n")
    try terminal.home.write(scenes, to: "large.jsonl")
    try terminal.start()
    try open("large.jsonl", in: terminal)
    try terminal.wait(for: "opening large.jsonl …; Esc leaves it")
    try terminal.press("m")
    try terminal.wait(for: "the masked token, in the sentence that is open") {
      $0.shows("1/16") && $0.shows("mask")
    }
    try terminal.press("Escape")
    try terminal.wait(for: "left: large.jsonl is not opened")
    try open("large.jsonl", in: terminal)
    try terminal.wait(for: "1/60000")
  }

  @Test func aSentenceIsSavedUnderANameThatIsNotUTF8() throws {
    let terminal = try PseudoTerminal(columns: 100)
    let home = try TemporaryFolder()
    try terminal.start()
    try terminal.read(until: "quit")
    terminal.type("s")
    try terminal.read(until: "save to")
    terminal.type("\u{15}")
    terminal.type(
      [0x1B] + Array("[200~\(home.path)/caf".utf8) + [0xE9] + Array(".json\u{1B}[201~".utf8))
    try terminal.read(until: "caf\u{FFFD}.json")
    terminal.type("\r")
    try terminal.read(until: "saved to")
    terminal.type("q")
    #expect(try terminal.status() == 0)
    let listed = try Program.run(
      "sh", ["-c", "cd \(home.path); ls | od -An -tx1; attnviz print *.json"], home: home)
    #expect(listed.output.hasPrefix(" 63 61 66 e9 2e 6a 73 6f 6e 0a\n"))
    #expect(listed.output.contains("bank, the money kind"))
  }

  @Test func aNameThatBeginsWithADashIsToldHowToWrite() throws {
    let home = try TemporaryFolder()
    for name in ["-name.txt", "-hello.txt", "-h.txt", "--name.txt"] {
      try home.write("a cat\n", to: name)
      for command in ["attnviz", "attnviz print"] {
        let outcome = try Program.run(
          "sh", ["-c", "cd \(home.path); \(command) \(name)"], home: home)
        #expect(outcome.status == 64)
        #expect(outcome.output == "")
        #expect(outcome.errors.contains("begins with a dash, as options do; write ./\(name)\n"))
      }
      let outcome = try Program.run(
        "sh", ["-c", "cd \(home.path); attnviz print ./\(name) -- \(name)"], home: home)
      #expect(outcome.status == 0)
    }
  }

  @Test func whatDoesNotOpenIsToldAndLeavesTheSentence() throws {
    let terminal = try TerminalSession()
    try terminal.home.write(#"{"sentence": "a b", "weights": [0.5, 0.6]}"#, to: "wrong.json")
    try terminal.start()
    try terminal.press("Right", "Right", "m")
    let before = try terminal.wait(for: "a mask") { $0.weights.contains(0) }
    for path in ["missing.json", "wrong.json", "/"] {
      try open(path, in: terminal)
      let told = try terminal.wait(for: "a message") { $0.shows("did not open") }
      #expect(told.weights == before.weights)
      #expect(told.selected == "deposit")
      #expect(told.shows("bank, the money kind"))
      if path != "/" { #expect(told.text.hasMatch("did not open.*\(path)")) }
    }
    try terminal.press("o")
    try terminal.wait(for: "open file")
    try terminal.type("somewhere")
    try terminal.press("Escape")
    try terminal.wait(for: "the screen as it was") { $0 == before }
  }

  @Test func aPipeOrATerminalIsNotWaitedFor() throws {
    let terminal = try TerminalSession()
    try #require(mkfifo("\(terminal.home.path)/pipe", 0o600) == 0)
    try terminal.start()
    for path in ["pipe", "/dev/tty"] {
      try open(path, in: terminal)
      try terminal.wait(for: "a message") { $0.text.hasMatch("did not open.*\(path)") }
    }
    try terminal.press("q")
    #expect(try terminal.status() == "0")
  }

  @Test func aSavedSentenceOpensAsItWas() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.press("Right", "Right", "Up", "Up", "Right", "m", "t", "Left", "Left", "Left")
    try terminal.press("Left", "Left", "K")
    let edited = try terminal.wait(for: "all edits") {
      $0.selected == "to" && $0.weights.last == 0 && !$0.shows("temperature 1.00")
    }
    try save("edited.json", in: terminal)
    try terminal.wait(for: "saved to edited.json")
    try terminal.press("r")
    try terminal.wait(for: "the reset weights") { $0.weights != edited.weights }
    try open("edited.json", in: terminal)
    let reopened = try terminal.wait(for: "the weights \(edited.weights)") {
      $0.weights == edited.weights && $0.shows("1/1")
    }
    #expect(reopened.query == edited.query)
    #expect(reopened.shows("bank, the money kind"))
    let temperature = try #require(edited.text.matches(#"temperature \d\.\d\d"#).first)
    #expect(reopened.shows(temperature))
    #expect(reopened.shows("Σα 1.000 ✓"))
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    let printed = try Program.attnviz("print", terminal.home.path + "/edited.json")
    #expect(printed.status == 0)
  }

  @Test func nothingIsReplacedUnasked() throws {
    let terminal = try TerminalSession()
    try terminal.home.write("mine", to: "mine.json")
    let before = try terminal.start()
    for answer in ["n", "Escape"] {
      try save("mine.json", in: terminal)
      try terminal.wait(for: "a question") { $0.shows("mine.json") && $0.shows("Replace") }
      try terminal.press(answer)
      try terminal.wait(for: "the screen before") { $0 == before }
      #expect(terminal.home.read("mine.json") == "mine")
    }
    try save("mine.json", in: terminal)
    try terminal.wait(for: "a question") { $0.shows("mine.json") && $0.shows("Replace") }
    try terminal.press("y")
    try terminal.wait(for: "saved to mine.json")
    #expect(terminal.home.read("mine.json")?.contains("deposit") == true)
    try save("no-such-folder/mine.json", in: terminal)
    try terminal.wait(for: "a message") {
      $0.shows("no-such-folder") && $0.shows("does not exist") && !$0.shows("save to:")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: terminal.home.path)
    #expect(files.filter { $0.contains("mine") } == ["mine.json"])
  }

  @Test func whatAnotherProgramSavedIsNotReplacedUnseen() throws {
    let terminals = [try TerminalSession(), try TerminalSession()]
    let path = try terminals[0].home.write(Self.scene, to: "cats.json")
    for terminal in terminals {
      try terminal.start("clear; attnviz \(path)")
      try terminal.press("K")
      try terminal.wait(for: "a nudge") { $0.weights != [0.2, 0.5, 0.3] }
    }
    try save(path, in: terminals[0])
    try terminals[0].wait(for: "is there already. Replace it?")
    try terminals[0].press("y")
    try terminals[0].wait(for: "saved to")
    let saved = terminals[0].home.read("cats.json")
    try save(path, in: terminals[1])
    try terminals[1].wait(for: "was changed meanwhile. Replace it?")
    try terminals[1].press("n")
    try terminals[1].wait(for: "no question") { !$0.shows("Replace it?") }
    #expect(terminals[0].home.read("cats.json") == saved)
    // What one saved itself is no news to it.
    try save(path, in: terminals[0])
    try terminals[0].wait(for: "is there already. Replace it?")
  }

  @Test func namesOfFilesAreCompleted() throws {
    let terminal = try TerminalSession()
    for folder in ["sub", "my folder"] {
      try FileManager.default.createDirectory(
        atPath: terminal.home.path + "/" + folder, withIntermediateDirectories: false)
    }
    try terminal.home.write(Self.scene, to: "my file.json")
    try terminal.home.write("one two\n", to: "sub/lines.txt")
    try terminal.start()
    try terminal.press("o")
    try terminal.type("\"~/m")
    try terminal.press("Tab")
    try terminal.wait(for: "both names") {
      $0.shows("open file: \"~/my f") && $0.shows(" my file.json  my folder/")
    }
    try terminal.type("i")
    try terminal.press("Tab")
    try terminal.wait(for: "open file: \"~/my file.json\"")
    try terminal.press("Enter")
    try terminal.wait(for: "the scene") { $0.weights == [0.2, 0.5, 0.3] }
    try terminal.press("o")
    try terminal.type("su")
    try terminal.press("Tab", "Tab")
    try terminal.wait(for: "open file: sub/lines.txt")
    try terminal.press("Enter")
    try terminal.wait(for: "the text file") { $0.shows("1/1") && $0.shows("two [SEP]") }
    try terminal.press("o")
    try terminal.type("none/x")
    try terminal.press("Tab")
    try terminal.wait(for: "there is no folder “none/” to look in")
  }

  @Test func aLineIsEditedAsFingersKnow() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.press("s", "Left", "Left", "Left", "Left", "Left", "x")
    try terminal.wait(for: "save to: bank-the-money-kindx.json")
    try terminal.press("C-Left", "C-Left", "DC", "DC", "Home")
    try terminal.type("my ")
    try terminal.wait(for: "save to: my bank-the-ney-kindx.json")
    try terminal.press("C-k", "End", "C-w", "z")
    try terminal.wait(for: "save to: z")
    try terminal.type(".json")
    try terminal.press("Enter")
    try terminal.wait(for: "saved to z.json")
  }

  @Test func sentencesAreFoundInTheirList() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.press("Up", "L")
    try terminal.wait(for: "the edited one") { $0.text.hasMatch("▸ 1 ● bank, the money kind") }
    try terminal.type("riv BANK")
    try terminal.wait(for: "1 of 16")
    try terminal.press("Enter")
    try terminal.wait(for: "the sentence") { $0.shows("2/16") && $0.query == "bank" }
    try terminal.press("L", "Down", "Down", "Escape")
    try terminal.wait(for: "the sentence") { $0.shows("2/16") && $0.query == "bank" }
    try terminal.press("Z")
    try terminal.wait(for: "Z means nothing here; ? lists the keys")
  }

  @Test func theSuggestedNameIsAGoodOne() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.press("s")
    try terminal.wait(for: "a suggested name") { $0.text.hasMatch(#"save to: \S+\.json"#) }
    try terminal.press("Enter")
    let saved = try terminal.wait(for: "saved to")
    let name = try #require(saved.text.matches(#"(?<=saved to )\S+"#).first)
    #expect(terminal.home.read(name)?.contains("deposit") == true)
  }

  @Test func someThatDoNotOpenLeaveTheOthers() throws {
    let terminal = try TerminalSession()
    try terminal.home.write("{\n  \"sentence\": \"a b\",\n  oops\n}\n", to: "broken.json")
    try terminal.home.write(
      #"[{"sentence": "fine and well"}, {"tokens": 5}, {"query": 1}]"#, to: "some.json")
    let one = try terminal.start("clear; attnviz broken.json some.json")
    #expect(one.text.hasMatch(#"\b3 did not open"#))
    #expect(one.shows("1/1"))
    #expect(one.weights.count == 5)
    #expect(one.shows("broken.json:3:"))
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    let folder = terminal.home.path
    let printed = try Program.attnviz("print", "\(folder)/broken.json", "\(folder)/some.json")
    #expect(printed.status == 0)
    #expect(printed.output.contains("fine and well"))
    #expect(printed.errors.hasMatch("(?m)^attnviz: \(folder)/broken\\.json:3: "))
    #expect(printed.errors.matches("(?m)^attnviz: \(folder)/some\\.json:").count == 2)
  }

  @Test func whereNothingOpensTheStatusSaysWhy() throws {
    let terminal = try TerminalSession(columns: 150)
    let modes = try terminal.modes()
    try terminal.home.write("{\n  \"sentence\": \"a b\",\n  oops\n}\n", to: "broken.json")
    try terminal.home.write(
      "{\"sentence\": \"a b\"}\n{\"sentence\": \"a b\", \"weights\": [0.5, 0.6]}\n",
      to: "lines.jsonl")
    try terminal.home.write("\n\n", to: "empty.txt")
    for (files, status, message) in [
      ("broken.json", "65", #"attnviz: broken\.json:3: "#),
      ("missing.json", "66", #"attnviz: missing\.json: "#),
      ("empty.txt", "65", #"attnviz: empty\.txt"#),
      ("missing.json broken.json", "65", #"attnviz: broken\.json:3: "#),
      ("/", "66", #"attnviz: /: "#),
    ] {
      try terminal.run("clear; attnviz \(files)")
      let seen = try terminal.status()
      #expect(seen == status, "\(files)")
      #expect(try terminal.screenshot().text.hasMatch("(?m)^" + message), "\(files)")
    }
    #expect(try terminal.modes() == modes)
    try terminal.start("clear; attnviz lines.jsonl")
    try terminal.wait(for: "lines.jsonl:2:")
    try terminal.wait(for: "1 did not open")
  }

  @Test func aLargeFileOpensInBoundedMemory() throws {
    let home = try TemporaryFolder()
    let path = try home.write(String(repeating: "a\n", count: 16 << 20), to: "letters.txt")
    let terminal = try TerminalSession()
    try terminal.start("attnviz \(path)")
    try terminal.wait(for: "1/100000")
    let status = try String(
      contentsOfFile: "/proc/\(try terminal.foreground())/status", encoding: .utf8)
    let peak = try #require(status.matches(#"(?<=VmHWM:)\s+\d+"#).first)
    let kilobytes = try #require(Int(peak.trimmingCharacters(in: .whitespaces)))
    #expect(kilobytes < 300_000)
  }

  @Test func readingCanBeInterrupted() throws {
    let terminal = try TerminalSession()
    try #require(mkfifo("\(terminal.home.path)/pipe", 0o600) == 0)
    try terminal.run("attnviz pipe")
    try terminal.poll("the program") { try !terminal.isAtPrompt() }
    try terminal.press("C-c")
    #expect(try terminal.status() == "130")
  }

  @Test func dataSetsOpenByTheirField() throws {
    let folder = try TemporaryFolder()
    for (name, content) in [
      ("a.jsonl", #"{"premise": "a dog ran", "label": 1}"#), ("a.csv", "id,premise\n1,a dog ran\n"),
      ("a.tsv", "premise\tid\na dog ran\t1\n"),
    ] {
      let path = try folder.write(content, to: name)
      #expect(try Program.attnviz("print", path).status == 65)
      let printed = try Program.attnviz("print", "--field", "premise", path)
      #expect(printed.status == 0 && printed.output.hasPrefix("a dog ran\n"))
      let piped = try Program.attnviz(
        "print", "--field", "premise", "--input-format", String(name.dropFirst(2)), input: content)
      #expect(piped.output == printed.output)
    }
    let scene = #"{"sentence": "a dog ran", "label": 1}"#
    #expect(try Program.attnviz("print", input: scene).status == 65)
    #expect(try Program.attnviz("print", "--unknown-keys", "ignore", input: scene).status == 0)
  }

  @Test(arguments: [
    (
      "cola.tsv", "gj04\t1\t\tThey drank the pub dry.\n", ["--field", "4"],
      "They drank the pub dry."
    ),
    (
      "mrpc.txt", "id\tfirst\tsecond\n1\t\"A dog,\" he said.\tA cat.\n", ["--field", "first"],
      "\"A dog,\" he said."
    ),
    (
      "wsc.json", #"[{"text": {"txt1": "A dog sat because", "pron": "it"}}]"#, ["--field", "text"],
      "A dog sat because it"
    ),
    ("ud.conllu", "# text = No!\n1\tNo\t_\n2\t!\t_\n", [], "No!"),
    ("odd", "[\"A dog sat.\"]", [], "A dog sat."),
  ])
  func whatPeopleHaveOpens(
    name: String, content: String, options: [String], sentence: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(content, to: name)
    let printed = try Program.attnviz(["print", path] + options)
    #expect(printed.output.hasPrefix("\(sentence)\n"), "\(printed.errors)")
  }

  @Test func aPairOpensWithTheSecondSentenceBeside() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("first\tsecond\nA dog ran.\tA cat ran.\n", to: "pairs.tsv")
    let printed = try Program.attnviz("print", "--field", "first", "--field", "second", path)
    #expect(printed.output.hasPrefix("A dog ran.\n"))
    #expect(printed.output.contains("beside  A cat ran."))
  }

  @Test func moreFieldsThanTwoAreWrongUsage() throws {
    let fields = ["--field", "a", "--field", "b", "--field", "c"]
    #expect(try Program.attnviz(["print"] + fields).status == 64)
    // A sentence that is given has no columns.
    let beside = try Program.attnviz("print", "--field", "a", "--sentence", "A dog ran.")
    #expect(beside.status == 64 && beside.errors.contains("--field says which part of a file"))
  }

  private func open(_ path: String, in terminal: TerminalSession) throws {
    try terminal.press("o")
    try terminal.wait(for: "open file")
    try terminal.type(path)
    try terminal.press("Enter")
    try terminal.wait(for: "no prompt") { !$0.shows("open file:") }
  }

  private func save(_ path: String, in terminal: TerminalSession) throws {
    try terminal.press("s")
    try terminal.wait(for: "save to")
    try terminal.press("-N", "80", "BSpace")
    try terminal.type(path)
    try terminal.wait(for: "save to: \(path)")
    try terminal.press("Enter")
    try terminal.wait(for: "no prompt") { !$0.shows("save to:") }
  }
}

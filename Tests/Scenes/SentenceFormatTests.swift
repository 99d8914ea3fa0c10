import Scenes
import Testing

struct SentenceFormatTests {
  @Test(arguments: [
    ("a.JSON", SentenceFile.Format.json), ("a.jsonl", .jsonLines), ("a.ndjson", .jsonLines),
    ("a.txt", .text), ("/dev/fd/63", .text), ("a.csv", .commaSeparated), ("a.TSV", .tabSeparated),
    ("a.conllu", .treebank),
  ])
  func theEndingNamesAFormat(path: String, format: SentenceFile.Format) {
    #expect(SentenceFile.Format(path: path) == format)
  }

  @Test(arguments: ["standard input", "/dev/fd/63", "a.json", "a.jsonl", "a.ndjson"])
  func theContentDecides(name: String) {
    for content in [
      "{\"sentence\": \"a\"}\n{\"sentence\": \"b\"}\n",
      "\u{FEFF} {\n \"sentence\": \"a\"\n}\n\n{\n \"sentence\": \"b\"\n}",
      "[{\"sentence\": \"a\"}, {\"sentence\": \"b\"}]",
      "[\n  {\"sentence\": \"a\"}]\n[{\"sentence\": \"b\"}]",
      "[\"a\",\n \"b\"]\n",
    ] {
      #expect(sentences(content, name: name) == ["a", "b"], "\(content)")
    }
  }

  @Test func oneBadLineOfManyIsToldAlone() {
    let good = "{\"sentence\": \"a\"}"
    for bad in ["{\"sentence\" \"b\"}", "{\"sentence\": b}"] {
      for content in ["\(bad)\n\(good)\n", "\(good)\n\(bad)\n\(good)"] {
        let reading = SentenceFile.read(Array(content.utf8), name: "standard input")
        #expect(reading.scenes.count == content.count(of: good))
        #expect(reading.problems.count == 1)
      }
    }
    let broken = SentenceFile.read(
      Array("{\n  \"sentence\": \"a\",\n".utf8), name: "standard input")
    #expect(broken.scenes.isEmpty && broken.problems.count == 1)
  }

  @Test(arguments: [
    "[CLS] a dog", "[1] a dog", "{a} dog", "[", "{", "[laughs]", "[\"a\", he said]",
  ])
  func bracketsOfATextAreText(line: String) {
    #expect(sentences(line, name: "standard input") == [line])
    #expect(sentences("{\"a\": 1}", name: "a.txt") == ["{\"a\": 1}"])
  }

  @Test func aPersonDecidesBeforeAll() {
    var options = ReadingOptions()
    options.format = .text
    #expect(sentences("{\"a\": 1}", name: "a.json", options: options) == ["{\"a\": 1}"])
    options.format = .json
    #expect(sentences("{\"sentence\": \"a\"}", name: "a.txt", options: options) == ["a"])
  }

  @Test func aFieldIsReadAndTheRestPassedOver() {
    var options = ReadingOptions()
    options.fields = ["premise"]
    let lines = "{\"premise\": \"a\", \"label\": [1]}\n{\"label\": 0}\n{\"premise\": 1}\n7"
    let reading = SentenceFile.read(Array(lines.utf8), name: "a.jsonl", options: options)
    #expect(reading.scenes.map(\.sentence.original) == ["a"])
    #expect(
      reading.problems.map(\.description) == [
        "a.jsonl:2: there is no \"premise\", which --field names as the key of the sentence; the keys are"
          + " \"label\"",
        "a.jsonl:3: premise is a number; it must be a string",
        "a.jsonl:4: an entry must be an object {…}, not a number",
      ])
    let text = SentenceFile.read(Array("a".utf8), name: "a.txt", options: options)
    #expect(text.problems.map(\.reason).first?.contains("--input-format") == true)
  }

  @Test func aFieldOfATextIsATables() {
    var options = ReadingOptions()
    options.fields = ["2"]
    for name in ["a.txt", "standard input", "/dev/fd/63"] {
      #expect(
        sentences("x\ta dog\ny\ta cat\n", name: name, options: options) == ["a dog", "a cat"])
      #expect(sentences("x,a dog\n", name: name, options: options) == ["a dog"])
    }
    options.format = .text
    #expect(sentences("x\ta dog\n", name: "a.txt", options: options).isEmpty)
  }

  @Test func aRecordThatIsNoSceneIsToldWithItsKeys() {
    let reading = SentenceFile.read(
      Array("{\"text\": \"a dog\", \"label\": 1}\n{\"sentence\": \"a\", \"probe\": []}".utf8),
      name: "a.jsonl")
    #expect(
      reading.problems.map(\.description) == [
        "a.jsonl:1: \"text\" is not a key of a scene, which has a sentence; if this is a record of a data"
          + " set, say with --field which key has the sentence: \"text\", \"label\"",
        "a.jsonl:2: \"probe\" is not a key of a scene; did you mean probes?",
      ])
  }

  @Test func unknownKeysArePassedOverWhereAPersonSaysSo() {
    let scene = "{\"sentence\": \"a\", \"label\": 1}"
    #expect(sentences(scene, name: "a.json").isEmpty)
    var options = ReadingOptions()
    options.ignoresUnknownKeys = true
    #expect(sentences(scene, name: "a.json", options: options) == ["a"])
  }

  private func sentences(
    _ content: String, name: String, options: ReadingOptions = ReadingOptions()
  ) -> [String] {
    SentenceFile.read(Array(content.utf8), name: name, options: options).scenes
      .map(\.sentence.original)
  }
}

extension String {
  /// How many lines are `line`.
  fileprivate func count(of line: String) -> Int { split(separator: "\n").count { $0 == line } }
}

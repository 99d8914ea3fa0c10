import Foundation
import Scenes
import Testing

struct SentenceFileTests {
  @Test func textIsASentenceALine() {
    let reading = read("\u{FEFF}One line.\r\n\r\n  \n# two\nthree", as: .text)
    #expect(reading.problems.isEmpty)
    #expect(reading.scenes.map(\.sentence.original) == ["One line.", "# two", "three"])
  }

  @Test func aBadLineDoesNotStopTheOthers() {
    let bytes = Array("good\n".utf8) + [0x62, 0xFF, 0x0A] + Array("?!\n\u{A0}\nalso good\n".utf8)
    let reading = SentenceFile.read(bytes, as: .text, name: "standard input")
    #expect(reading.scenes.map(\.sentence.original) == ["good", "?!", "also good"])
    #expect(
      reading.problems.map(\.description) == [
        "standard input:2: is not UTF-8; save the file as UTF-8"
      ])
    #expect(reading.problems.allSatisfy { $0.kind == .content })
  }

  @Test(arguments: ["", "\n\n \t\r\n", "\u{FEFF}"])
  func nothingIsAProblem(content: String) {
    #expect(
      read(content, as: .text).problems.map(\.description) == [
        "f: has no sentence; write one a line"
      ])
    for format in [SentenceFile.Format.json, .jsonLines] {
      #expect(
        read(content, as: format).problems.map(\.description) == [
          "f: has no scene; write at least one {…}"
        ])
    }
    #expect(
      read("[]", as: .json).problems.map(\.reason) == ["has no scene; write at least one {…}"])
  }

  @Test func controlCharactersAreKeptButNotShown() throws {
    let scene = try #require(read("a\0b \u{1B}[2Jc", as: .text).scenes.first)
    #expect(scene.sentence.original == "a\0b \u{1B}[2Jc")
    #expect(scene.sentence.shown == "a␀b ␛[2Jc")
  }

  @Test func anotherEncodingIsNamed() {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0x00]
    let reading = SentenceFile.read(bytes, as: .text, name: "a\u{1B}b.txt")
    #expect(
      reading.problems.map(\.description) == [
        "a␛b.txt: is UTF-16; turn it into UTF-8 first: iconv -f UTF-16"
          + " -t UTF-8"
      ])
  }

  @Test func jsonIsASceneOrAnArrayOfScenes() {
    #expect(read(#"{"sentence": "a b"}"#, as: .json).scenes.count == 1)
    #expect(read(#" [{"sentence": "a b"}, {"tokens": ["c"]}] "#, as: .json).scenes.count == 2)
    let lines = read("{\"sentence\": \"a\"}\r\n\n{\"sentence\": \"b\"}", as: .jsonLines)
    #expect(lines.scenes.map(\.sentence.original) == ["a", "b"])
  }

  @Test func badEntriesOfAnArrayAreNamedAndTheOthersOpen() {
    let reading = read(
      """
      [
        {"sentence": "a b"},
        {"sentence": "a b", "weights": [1]},
        7,
        {"sentence": "c d"}
      ]
      """, as: .json)
    #expect(reading.scenes.map(\.sentence.original) == ["a b", "c d"])
    #expect(
      reading.problems.map(\.description) == [
        "f:3: scene 1: weights has length 1; it must be 2, a number for each token",
        "f:4: scene 2: a scene must be an object {…}, not a number",
      ])
    #expect(reading.problems.map(\.scene) == [1, 2])
  }

  @Test func badLinesOfJSONLinesAreNamedAndTheOthersOpen() {
    let reading = read(
      "{\"sentence\": \"a\"}\n{\"sentence\"\n{\"sentence\": \"b\"}", as: .jsonLines)
    #expect(reading.scenes.map(\.sentence.original) == ["a", "b"])
    #expect(reading.problems.map(\.description) == ["f:2: the text ends where \":\" must stand"])
  }

  @Test func whatStandsBeforeASyntaxErrorOpens() {
    let reading = read("[{\"sentence\": \"a\"},\n {\"sentence\": }]", as: .json)
    #expect(reading.scenes.count == 1)
    #expect(
      reading.problems.map(\.description) == ["f:2: column 15 has \"}\" where a value must stand"])
  }

  @Test func filesThatCantBeReadSayWhy() throws {
    try withTemporaryFolder { folder in
      for (path, reason) in [
        ("\(folder)/none.txt", "does not exist; check the name"),
        ("\(folder)", "is a folder; name a sentence file in it, or with --model a model's folder"),
        ("", "does not exist; check the name"),
      ] {
        let reading = SentenceFile.read(path: path)
        #expect(reading.scenes.isEmpty)
        #expect(reading.problems.map(\.description) == ["\(path): \(reason)"])
        #expect(reading.problems.map(\.kind) == [.unreadable])
      }
      #expect(SentenceFile.read(folder: folder + "/none").problems.map(\.kind) == [.unreadable])
    }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
  func aForbiddenFileSaysSo() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/secret.txt"
      try "a".write(toFile: path, atomically: false, encoding: .utf8)
      #expect(chmod(path, 0) == 0)
      #expect(
        SentenceFile.read(path: path).problems.map(\.reason) == [
          "may not be read; its owner can allow it"
        ])
    }
  }

  @Test func aPipeIsReadToItsEnd() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/pipe"
      #expect(mkfifo(path, 0o600) == 0)
      let text = String(repeating: "a sentence of five words\n", count: 20_000)
      let writer = Thread {
        let file = fopen(path, "w")
        fputs(text, file)
        fclose(file)
      }
      writer.start()
      let reading = SentenceFile.read(path: path)
      #expect(reading.scenes.count == 20_000 && reading.problems.isEmpty)
    }
  }

  @Test func whatNeverEndsIsCutShort() {
    let reading = SentenceFile.read(path: "/dev/zero")
    #expect(reading.problems.map(\.reason) == ["is larger than 32 MB; split it into smaller files"])
  }

  @Test func aLongLineIsAProblemOfThatLine() {
    let long = String(repeating: "a", count: Scene.longestSentence + 1)
    let reading = read("good\n\(long)\nalso good", as: .text)
    #expect(reading.scenes.count == 2)
    #expect(reading.problems.map(\.line) == [2])
  }

  @Test func ofMoreSentencesThanAFileMayHaveTheRestIsCounted() {
    let most = SentenceFile.mostSentences
    let text = read(String(repeating: "a\n\n", count: most) + "b\nc\n\nd", as: .text)
    #expect(text.scenes.count == most)
    #expect(
      text.problems.map(\.description) == [
        "f:200001: 4 lines from here on are left out, since a file may have 100000 sentences;"
          + " split it into smaller files"
      ])
    #expect(text.problems.entries == 4)
    #expect(read(String(repeating: "a\n", count: most) + "\n \n", as: .text).problems.isEmpty)
    let entry = #"{"sentence": "a"}"#
    let array = Array(repeating: entry, count: most + 2).joined(separator: ",\n")
    let json = read("[" + array + "]", as: .json)
    #expect(json.scenes.count == most)
    #expect(json.problems.map(\.line) == [most + 1])
    #expect(json.problems.entries == 2)
    let lines = read(array.replacing("},", with: "}"), as: .jsonLines)
    #expect(lines.scenes.count == most)
    #expect(lines.problems.entries == 2)
  }

  @Test func problemsBeyondTheFirstTwentyOfAFileAreCounted() {
    let bad = { (count: Int) in read(String(repeating: "1\n", count: count), as: .jsonLines) }
    #expect(bad(20).problems.map(\.line) == Array(1...20))
    #expect(bad(20).problems.entries == 20)
    #expect(bad(21).problems.count == 21)
    #expect(bad(21).problems.last?.reason == "1 more does not open; mend those told above first")
    let many = bad(SentenceFile.mostSentences + 5)
    #expect(
      many.problems.dropFirst(20).map(\.description) == [
        "f: 99980 more do not open; mend those told above first",
        "f:100001: 5 lines from here on are left out, since a file may have 100000 sentences;"
          + " split it into smaller files",
      ])
    #expect(many.problems.entries == SentenceFile.mostSentences + 5)
  }

  @Test func aFolderIsReadInTheOrderOfNames() throws {
    try withTemporaryFolder { folder in
      for (name, text) in [("b.txt", "second\nthird"), ("a.txt", "first"), ("README.md", "not me")]
      {
        try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
      }
      let reading = SentenceFile.read(folder: folder)
      #expect(reading.scenes.map(\.sentence.original) == ["first", "second", "third"])
      #expect(reading.problems.isEmpty)
    }
  }

  private func read(_ text: String, as format: SentenceFile.Format) -> FileReading {
    SentenceFile.read(Array(text.utf8), as: format, name: "f")
  }
}

import AttentionCore
import Foundation
import RandomText
import Scenes
import Testing
import Text

struct SavedSceneTests {
  @Test func aSavedSceneOpensAsTheSameScene() throws {
    var random = SeededGenerator(seed: 19)
    try withTemporaryFolder { folder in
      let path = folder + "/scene.json"
      for _ in 0..<150 {
        let scene = try randomScene(using: &random)
        try SentenceFile.write(scene, to: path, replacing: FileVersion(at: path))
        let reading = SentenceFile.read(path: path)
        #expect(reading.problems.isEmpty)
        #expect(reading.scenes == [scene])
        #expect(reading.scenes.first.map(originals) == originals(scene))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!text.unicodeScalars.contains { $0 != "\n" && SafeText.isHostile($0) })
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["scene.json"])
    }
  }

  @Test func theFileIsMadeForPeople() throws {
    let scene = try Scene(
      tokens: ["three", "seven\u{1B}"], title: "a \"mean\"", query: 1,
      scores: .matrix([[1, -.infinity], [-3.25, 3]]), values: Matrix([[3], [0.1]]),
      dimensions: ["value"], temperature: 2, causal: true)
    try withTemporaryFolder { folder in
      try SentenceFile.write(scene, to: folder + "/a.json", replacing: nil)
      #expect(
        try String(contentsOfFile: folder + "/a.json", encoding: .utf8) == #"""
          {
            "title": "a \"mean\"",
            "tokens": ["three", "seven\u001b"],
            "query": 1,
            "temperature": 2,
            "causal": true,
            "scores": [
              [1, null],
              [-3.25, 3]
            ],
            "values": [
              [3],
              [0.1]
            ],
            "dimensions": ["value"]
          }

          """#)
    }
  }

  @Test func nothingIsReplacedUnasked() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.json"
      try "mine".write(toFile: path, atomically: false, encoding: .utf8)
      let scene = try Scene(sentence: "new")
      #expect(throws: SaveError.exists(path: path, FileVersion(at: path))) {
        try SentenceFile.write(scene, to: path, replacing: nil)
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
      #expect(chmod(path, 0o640) == 0)
      try SentenceFile.write(scene, to: path, replacing: FileVersion(at: path))
      #expect(SentenceFile.read(path: path).scenes == [scene])
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o640)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.json"])
    }
  }

  @Test func whatChangedSinceItWasAskedAboutIsNotReplaced() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.json"
      let first = try SentenceFile.write(
        try Scene(sentence: "first"), to: path, replacing: nil)
      #expect(first == FileVersion(at: path) && first != nil)
      #expect(SentenceFile.read(path: path).files == [try #require(first)])
      // Another program saves too.
      let second = try SentenceFile.write(
        try Scene(sentence: "second"), to: path, replacing: first)
      #expect(throws: SaveError.exists(path: path, second)) {
        try SentenceFile.write(try Scene(sentence: "third"), to: path, replacing: first)
      }
      #expect(SentenceFile.read(path: path).scenes == [try Scene(sentence: "second")])
      try FileManager.default.removeItem(atPath: path)
      try SentenceFile.write(try Scene(sentence: "third"), to: path, replacing: second)
      #expect(SentenceFile.read(path: path).scenes == [try Scene(sentence: "third")])
    }
  }

  @Test func whatAKilledProgramLeftGoesWithTheNextSave() throws {
    try withTemporaryFolder { folder in
      let left = folder + "/.attnviz-\(getuid())"
      try "half".write(toFile: left, atomically: false, encoding: .utf8)
      try SentenceFile.write(try Scene(sentence: "new"), to: folder + "/a.json", replacing: nil)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.json"])
    }
  }

  @Test func aLinkStaysALink() throws {
    try withTemporaryFolder { folder in
      let (link, file) = (folder + "/link.json", folder + "/file.json")
      let scene = try Scene(sentence: "new")
      #expect(symlink("file.json", link) == 0)
      #expect(throws: SaveError.exists(path: link, FileVersion(at: link))) {
        try SentenceFile.write(scene, to: link, replacing: nil)
      }
      try SentenceFile.write(scene, to: file, replacing: nil)
      try SentenceFile.write(
        try Scene(sentence: "newer"), to: link, replacing: FileVersion(at: link))
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "file.json")
      #expect(SentenceFile.read(path: file).scenes == [try Scene(sentence: "newer")])
    }
  }

  @Test func onlyOneOfManyTakesAName() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/attnviz-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let saved = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<16 {
        group.addTask {
          (try? SentenceFile.write(
            Scene(sentence: "scene \(index)"), to: folder + "/a.json", replacing: nil)) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(saved == 1)
    #expect(SentenceFile.read(path: folder + "/a.json").scenes.count == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.json"])
  }

  /// What is in a file says how it is written, where its name does not.
  @Test func aNameWithoutAnEndingOpensAgain() throws {
    try withTemporaryFolder { folder in
      let scene = try Scene(sentence: "a b")
      try SentenceFile.write(scene, to: folder + "/ioi", replacing: nil)
      #expect(SentenceFile.read(path: folder + "/ioi").scenes == [scene])
    }
  }

  @Test func whatCantBeSavedSaysWhy() throws {
    try withTemporaryFolder { folder in
      let scene = try Scene(sentence: "a")
      try "".write(toFile: folder + "/file", atomically: false, encoding: .utf8)
      #expect(mkdir(folder + "/folder.json", 0o755) == 0)
      #expect(mkfifo(folder + "/pipe.json", 0o600) == 0)
      for (path, reason) in [
        (folder + "/a.txt", "would not open again as a scene; end its name in .json"),
        (folder + "/folder.json", "is a folder; name a file in it"),
        (folder + "/none/a.json", "its folder does not exist; make it first or choose another"),
        (folder + "/file/a.json", "its folder does not exist; make it first or choose another"),
        (
          folder + "/" + String(repeating: "a", count: 300) + ".json",
          "the name is too long; choose a shorter one"
        ),
      ] {
        for replacing in [nil, FileVersion(at: path)] {
          #expect(throws: SaveError.failed(path: path, reason: reason)) {
            try SentenceFile.write(scene, to: path, replacing: replacing)
          }
        }
      }
      let pipe = folder + "/pipe.json"
      #expect(
        throws: SaveError.failed(
          path: pipe, reason: "is not an ordinary file; choose another name")
      ) {
        try SentenceFile.write(scene, to: pipe, replacing: FileVersion(at: pipe))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 3)
    }
  }

  /// Its values alone take more than the 32 MB that a file may have.
  @Test func aSceneThatWouldNotOpenAgainIsNotSaved() throws {
    try withTemporaryFolder { folder in
      let row = Array(repeating: Float(0.5), count: 8_600_000)
      let scene = try Scene(tokens: ["a"], values: Matrix([row]))
      let error = #expect(throws: SaveError.self) {
        try SentenceFile.write(scene, to: folder + "/a.json", replacing: nil)
      }
      #expect(error?.description.contains("would not open again: is larger than 32 MB") == true)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  private func originals(_ scene: Scene) -> [[Unicode.Scalar]] {
    ([scene.title, scene.notes, scene.sentence].compactMap { $0 } + scene.tokens
      + (scene.vectors?.dimensions ?? []) + scene.probes
      + (scene.axes.map { [$0.across, $0.up] } ?? []))
      .map { Array($0.original.unicodeScalars) }
  }

  private func randomScene(using random: inout SeededGenerator) throws -> Scene {
    let count = Int.random(in: 1...6, using: &random)
    let columns = Int.random(in: 1...4, using: &random)
    func texts(_ count: Int) -> [String] {
      (0..<count).map { _ in
        "x" + randomText(length: Int.random(in: 0...8, using: &random), using: &random)
      }
    }
    func scores() -> [Double] {
      (0..<count).map { _ in
        Bool.random(using: &random) ? -.infinity : Double.random(in: -9...9, using: &random)
      }
    }
    let tokensAreGiven = Bool.random(using: &random)
    let sentence = (0..<count).map { "w\($0)" }.joined(separator: " \u{1B}…東 ".filter { $0 != "東" })
    let values = (0..<count).map { _ in
      (0..<columns).map { _ in
        let value = Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &random))
        return value.isFinite ? value : 0.1
      }
    }
    let hasValues = Bool.random(using: &random)
    let dimensions = hasValues && Bool.random(using: &random) ? texts(columns) : nil
    let names = hasValues ? Array(Set(dimensions ?? []).sorted().prefix(2)) : [texts(1)[0], "y"]
    let scene = try Scene(
      sentence: !tokensAreGiven || Bool.random(using: &random) ? sentence : nil,
      tokens: tokensAreGiven ? texts(count) : nil,
      title: texts(1).first, notes: Bool.random(using: &random) ? texts(1).first : nil,
      query: Int.random(in: 0..<count, using: &random),
      scores: [nil, .row(scores()), .matrix((0..<count).map { _ in scores() })][
        Int.random(in: 0..<3, using: &random)],
      values: hasValues ? Matrix(values) : nil,
      dimensions: dimensions,
      probes: texts(Int.random(in: 0...3, using: &random)),
      axes: names.count == 2 && Bool.random(using: &random) ? names : nil,
      temperature: Double.random(in: 0.01...5, using: &random),
      causal: Bool.random(using: &random))
    guard scene.scores == nil else { return scene }
    let head = HeadID(layer: Int.random(in: 0...5, using: &random), index: 11)
    let amount = Double.random(in: -9...9, using: &random)
    let state = try Scene.ModelState(
      head: Bool.random(using: &random) ? head : nil,
      token: Bool.random(using: &random) ? 7 : nil,
      edits: [.head(head), .layer(2), .all].map {
        EditRequest(Edit(query: 1, key: 2, scope: $0, amount: .add(amount)))
      })
    return try scene.with(start: .model(state))
  }
}

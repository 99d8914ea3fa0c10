// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import AttentionCore
import Canvas
import Explorer
import Foundation
import Models
import OpenedSentences
import Resources
import Testing
import Views

struct PatternsFolderTests {
  private let folder = NSTemporaryDirectory() + "attnviz-patterns-\(UUID().uuidString)"
  private let model = try! LanguageModel(folder: Resources.model)

  private var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { !$0.hasPrefix(".") }.map { folder + "/" + $0 }
  }

  @Test func whatIsKeptIsRead() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let kept = PatternsFolder(path: folder)
    let found = try #require(kept.patterns(of: model))
    #expect(found == model.headPatterns())
    let file = try #require(files.first)
    #expect(files.count == 1)
    #expect(kept.patterns(of: model) == found)
    // Other numbers that may be true come from the file.
    let members = HeadPattern.allCases.map { pattern in
      "\"\(pattern.rawValue)\": [\(Array(repeating: "0.25", count: 72).joined(separator: ","))]"
    }
    try "{\(members.joined(separator: ","))}".write(
      toFile: file, atomically: true, encoding: .utf8)
    #expect(kept.patterns(of: model)?[.induction, HeadID(layer: 5, index: 11)] == 0.25)
  }

  @Test func whatCannotBeTrueIsFoundAnew() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let kept = PatternsFolder(path: folder)
    let found = try #require(kept.patterns(of: model))
    let file = try #require(files.first)
    let good = try String(contentsOfFile: file, encoding: .utf8)
    for damaged in [
      "", "{", "[]", "{\"induction\": [1]}", String(good.dropLast(40)), good + good,
      good.replacing("0.", with: "9."), good.replacing("induction", with: "inductions"),
      String(repeating: "[", count: 100_000),
    ] {
      try damaged.write(toFile: file, atomically: true, encoding: .utf8)
      #expect(kept.patterns(of: model) == found)
      #expect(try String(contentsOfFile: file, encoding: .utf8) == good)
    }
    // What is no file is left alone, and waits for nobody.
    try FileManager.default.removeItem(atPath: file)
    #expect(mkfifo(file, 0o600) == 0)
    #expect(kept.patterns(of: model) == found)
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    #expect(kept.patterns(of: model) == found)
  }

  /// One page of a lesson after another needs them: they are looked for once.
  @Test func theyAreLookedForOnce() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let models = OpenModels(model, patterns: PatternsFolder(path: folder))
    let found = try #require(models.patterns(of: model))
    let file = try #require(files.first)
    let other = try String(contentsOfFile: file, encoding: .utf8).replacing(
      #/0\.\d+/#, with: "0.25")
    try other.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(models.patterns(of: model) == found)
    #expect(PatternsFolder(path: folder).patterns(of: model) != found)
  }

  @Test func aFolderThatCannotBeWrittenHarmsNothing() {
    #expect(PatternsFolder(path: "/dev/null/patterns").patterns(of: model) != nil)
    #expect(PatternsFolder(path: nil).patterns(of: model) != nil)
  }

  /// They are found when the heads are looked at, and are measures from then on.
  @Test func inTheHeadsView() throws {
    var explorer = Explorer.of(plain)
    #expect(explorer.headPattern == nil && explorer.work == nil)
    explorer.press(.character("a"))
    let work = try #require(explorer.work)
    explorer.take(work.done())
    #expect(explorer.work == nil)
    var measures: Set<HeadOrder> = []
    for _ in HeadOrder.allCases {
      let survey = try #require(explorer.shown(HeadsView.self)?.survey)
      measures.insert(survey.order)
      if survey.order == .pattern(.previousToken) {
        let patterns = try #require(model.headPatterns())
        #expect(survey.places.allSatisfy { $0.value == patterns[.previousToken, $0.head] })
      }
      explorer.press(.character("a"))
    }
    #expect(HeadPattern.allCases.allSatisfy { measures.contains(.pattern($0)) })
    // A head that follows one says so, wherever it is shown.
    explorer.press(.character("1"))
    var named = 0
    for _ in explorer.sentence.source.allHeads {
      explorer.press(.character("]"))
      if let (_, score) = explorer.headPattern {
        named += 1
        #expect(score >= 0.4)
      }
    }
    #expect(named > 0)
  }

  @Test func givenAttentionHasNoHeads() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("a"))
    #expect(explorer.work == nil && explorer.headPattern == nil)
  }
}

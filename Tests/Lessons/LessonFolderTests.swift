import Explorer
import Foundation
import Lessons
import Resources
import SentenceFiles
import Testing

struct LessonFolderTests {
  @Test func theChaptersThatComeWithTheProgramOpen() throws {
    let folder = try LessonFolder(path: Resources.lesson)
    #expect(folder.chapters.first?.title.original == "Weighted averages")
    #expect(folder.glossary.contains { $0.word.original == "softmax" })
    for chapter in folder.chapters {
      for page in chapter.pages {
        guard let scene = page.scene else { continue }
        #expect(OpeningOptions.flaw(of: scene, model: model) == nil)
        guard case .act(let goal) = page.step else { continue }
        let deck = try #require(try Deck([scene], model: model))
        let explorer = Explorer(deck, model: model)
        #expect(
          !goal.conditions.allSatisfy { $0.holds(of: explorer) },
          "\(page.text.shown) asks for nothing")
      }
    }
  }

  @Test(arguments: [
    (#"[]"#, "1: a chapter must be an object {…}, not an array"),
    (#"{"pages": []}"#, "1: the chapter has no title; give it one"),
    (#"{"title": "t", "pages": []}"#, "1: the chapter has no pages; give at least one"),
    ("{\"title\": \"t\", \"pages\": [\n{}]}", "2: the page has no text; say something on it"),
    (
      #"{"title": "t", "pages": [{"text": "x", "texts": 1}]}"#,
      "1: \"texts\" is not a key of a page; did you mean text?"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "do": "y"}]}"#,
      "1: do and until belong together: what to do, and what then holds"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "do": "y", "until": {"edited": true}}]}"#,
      "1: the page asks to do something without a scene"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "question": "y", "options": [], "right": 0}]}"#,
      "1: a question needs 2 to 9 options, and right must be the index of one, from 0"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "view": "side"}]}"#,
      "1: there is no such view; the views are"
    ),
  ])
  func whatIsWrongIsToldWithItsLine(text: String, told: String) throws {
    try withFolder(["1.json": text]) { path in
      let problem = #expect(throws: Problem.self) { try LessonFolder(path: path) }
      #expect(problem?.description.contains("1.json:\(told)") == true, "\(problem as Any)")
      #expect(problem?.kind == .content)
    }
  }

  @Test func aFolderWithoutChaptersIsNone() throws {
    try withFolder([:]) { path in
      #expect(throws: Problem.self) { try LessonFolder(path: path) }
      let missing = #expect(throws: Problem.self) { try LessonFolder(path: path + "/none") }
      #expect(missing?.kind == .unreadable)
    }
  }
}

/// Runs `body` with a folder of these files, and removes it.
func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
  let path = NSTemporaryDirectory() + "attnviz-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(atPath: path) }
  for (name, text) in files {
    try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
  }
  try body(path)
}

import Explorer
import Canvas
import Views
import Foundation
import Lessons
import Resources
import Scenes
import Testing

struct LessonFolderTests {
  @Test func theChaptersThatComeWithTheProgramOpen() throws {
    #expect(bundled.chapters.first?.title.original == "Weighted averages")
    for page in bundled.chapters.flatMap(\.pages) {
      // There is something to do on every page, and it isn't done from the start.
      switch page.task {
      case .read: Issue.record("nothing is to be done at “\(page.text.shown)”")
      case .act(let goal, let stage):
        let explorer = stage.explorer()
        #expect(
          !goal.conditions.allSatisfy { $0.holds(of: explorer) },
          "\(page.text.shown) asks for nothing")
      case .answer(let question, let stage):
        for option in question.options.indices {
          // Every answer is explained by something to see, the page's own or another.
          #expect(
            question.stage(for: option) != nil || stage != nil || !page.picture.isEmpty)
        }
      case .reckon(let question, let stage): #expect(question.stage != nil || stage != nil)
      case .watch(let demonstration, _): #expect(demonstration.steps.count > 1)
      }
    }
  }

  @Test func chaptersComeInTheOrderOfTheirNumbers() throws {
    let chapter = #"{"title": "TITLE", "pages": [{"text": "x"}]}"#
    var files = ["10-b.json": "ten", "9-a.JSON": "nine", "last.json": "last"].mapValues {
      chapter.replacingOccurrences(of: "TITLE", with: $0)
    }
    // What an editor or another system leaves in a folder.
    files[".#9-a.json"] = "{"
    files["._9-a.json"] = "\u{0}"
    try withFolder(files) { path in
      let folder = try LessonFolder(path: path, models: models)
      #expect(folder.chapters.map(\.title.original) == ["nine", "ten", "last"])
    }
  }

  @Test func aSceneIsCalledByItsName() throws {
    let chapter = """
      {"title": "t", "pages": [{"text": "x", "scene": "two", "select": "b", "edits": ["a:b:+1"]}]}
      """
    try withFolder([
      "1.json": chapter, "scenes.json": #"{"two": {"tokens": ["a", "b"], "weights": [0.5, 0.5]}}"#,
    ]) { path in
      let folder = try LessonFolder(path: path, models: models)
      let explorer = try #require(folder.chapters[0].pages[0].stage).explorer()
      #expect(explorer.sentence.selected == 1)
      #expect(explorer.analysis.row.weights[1] > 0.7)
    }
    try withFolder(["1.json": chapter]) { path in
      let problem = #expect(throws: Problem.self) { try LessonFolder(path: path, models: models) }
      #expect(problem?.description.contains("not in scenes.json; there is none") == true)
    }
    try withFolder(["1.json": chapter, "scenes.json": "[]"]) { path in
      let problem = #expect(throws: Problem.self) { try LessonFolder(path: path, models: models) }
      #expect(problem?.description.contains("scenes.json:1:") == true)
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
      "1: the page needs a scene for what there is to do or to watch"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "steps": [{"show": "words", "say": "y"}]}]}"#,
      "1: the page needs a scene for what there is to do or to watch"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "steps": [{"show": "word", "say": "y"}]}]}"#,
      #"1: there is no step "word"; the steps are words, vectors, weights, sum, i, j,"#
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "steps": []}]}"#,
      "1: steps is empty; give at least one"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "view": "row"}]}"#,
      "1: view stands without a scene; give the scene"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "right": 0}]}"#,
      "1: right stands without a question; ask one"
    ),
    (
      "{\"title\": \"t\", \"pages\": [{\"text\": \"x\",\n\"scene\": {\"sentence\": \"a b\"},\n\"edits\": [\"c:a:+1\"]}]}",
      "3: “a b”: "
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "scene": {"sentence": "a", "head": "L9H0"}}]}"#,
      "1: “a”: there is no layer 9 with a head 0"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "scene": {"sentence": "a"}, "do": "y", "until": {"edited": true}, "question": "z", "options": [{"text": "a", "reply": "b"}, {"text": "a", "reply": "b"}], "right": 0}]}"#,
      "1: a page has one task: something to do, a question, or steps"
    ),
    (
      #"{"title": "t", "instruments": ["bar"], "pages": [{"text": "x"}]}"#,
      "1: there is no instrument \"bar\"; there are bars, values, products,"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "scene": {"sentence": "a"}, "instruments": []}]}"#,
      "1: instruments is empty; leave it out to show all"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "question": "y", "options": [{"text": "a", "reply": "b"}, {"text": "a", "reply": "b"}], "right": [0, 1]}]}"#,
      "1: every answer is right; leave one that is not"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "question": "y", "number": {"is": 3, "within": -1, "right": "a", "wrong": "b"}}]}"#,
      "1: within is how far from it is still right; it must be at least 0"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "question": "y", "number": {"right": "a", "wrong": "b"}}]}"#,
      "1: number needs what it is, and what there is to say to right and to wrong"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "question": "y", "options": [], "right": 0}]}"#,
      "1: a question needs 2 to 9 options, and right must be the index of one, from 0"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "scene": {"sentence": "a"}, "view": "side"}]}"#,
      "1: there is no view \"side\"; the views are"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "question": "y", "options": [{"text": "a", "reply": "b"}, {"text": "a", "reply": "b"}], "right": 0, "see": 2}]}"#,
      "1: see is 2; it must be a chapter from 1 to 1"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "question": "y", "options": [{"text": "a", "reply": "b"}, {"text": "a", "reply": "b"}], "right": 0, "see": -9223372036854775808}]}"#,
      "1: see is -9"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "question": "y", "options": [{"text": "a", "reply": "b"}, {"text": "a", "reply": "b"}], "right": 0, "answer": {}}]}"#,
      "1: answer has no scene; give the scene that shows it"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "scene": {"sentence": "a b"}, "do": "y", "until": {"selected": "c"}}]}"#,
      #"1: until waits for "c", which is no token of the scene"#
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "scene": {"sentence": "a b"}, "do": "y", "until": {"head": "L9H9"}}]}"#,
      "1: until waits for head L9·H9, which the scene does not have"
    ),
    (
      #"{"title": "t", "pages": [{"text": "x", "scene": {"sentence": "a b"}, "do": "y", "until": {"nearest": "Bank"}}]}"#,
      #"1: until waits for "Bank", which is not among the words that can be nearest"#
    ),
    (
      "{\"title\": \"t\", \"pages\": [{\"text\": \"\(String(repeating: "x", count: 10_001))\"}]}",
      "1: text has 10001 bytes; it may have 10000"
    ),
  ])
  func whatIsWrongIsToldWithItsLine(text: String, told: String) throws {
    try withFolder(["1.json": text]) { path in
      let problem = #expect(throws: Problem.self) { try LessonFolder(path: path, models: models) }
      #expect(problem?.description.contains("1.json:\(told)") == true, "\(problem as Any)")
      #expect(problem?.kind == .content)
    }
  }

  /// All of it at once, whatever file it stands in.
  @Test func allThatIsWrongIsTold() throws {
    try withFolder([
      "1.json": """
      {"title": 3, "more": 1,
       "pages": [
        {"txet": "x"},
        {"text": "x", "scene": "none", "view": "side", "do": "y", "until": {"blend": {}, "window": 4}},
        {"text": "x", "question": "y", "options": [{"text": "a"}, {"text": "b", "reply": "c", "so": 1}],
         "right": 7},
        {"text": "x", "film": [{"press": "Hyper-X", "seconds": 1}, {"say": "y"}]},
        {"text": "this one is right"}
      ]}
      """,
      "2.json": "{", "glossary.json": #"{"—": "a"}"#, "scenes.json": #"{"a": {"tokens": []}}"#,
    ]) { path in
      let (folder, problems) = LessonFolder.read(path: path, models: models)
      #expect(folder?.chapters.map(\.pages.count) == [1])
      let told = problems.map { $0.description.dropFirst(path.count + 1) }
      for start in [
        "scenes.json:1: ", "glossary.json:1: \"—\" is no word", "1.json:1: title is a number",
        "1.json:1: \"more\" is not a key", "1.json:3: \"txet\" is not a key",
        "1.json:3: the page has no text", "1.json:4: there is no view \"side\"",
        "1.json:4: blend needs above", "1.json:4: window must be 3 or 5",
        "1.json:5: options[0] needs a text and a reply", "1.json:5: \"so\" is not a key",
        "1.json:7: no key is called \"Hyper-X\"", "1.json:7: film[1] needs the seconds",
        "2.json:1: ",
      ] {
        #expect(told.contains { $0.hasPrefix(start) }, "\(start) in \(told)")
      }
    }
  }

  /// Words that a condition or an edit names are found whatever their case.
  @Test func wordsAreFoundWhateverTheirCase() throws {
    let chapter = """
      {"title": "t", "pages": [{"text": "x", "scene": {"sentence": "The Trophy fits."},
       "do": "y", "until": {"selected": "Trophy"}}]}
      """
    try withFolder(["1.json": chapter]) { path in
      let folder = try LessonFolder(path: path, models: models)
      var lesson = Lesson(folder)
      lesson.press(.home, .right, .right)
      #expect(lesson.isDone)
    }
  }

  /// Joined pieces are named as the page shows them.
  @Test func joinedPiecesAreNamedWhole() throws {
    let chapter = { (joined: Bool, word: String) in
      """
      {"title": "t", "pages": [{"text": "x", "scene": {"sentence": "They spoke ungrammatically."},
       "joined": \(joined), "do": "y", "until": {"selected": "\(word)"}}]}
      """
    }
    for (joined, word) in [(true, "ungrammatically"), (false, "un")] {
      try withFolder(["1.json": chapter(joined, word)]) { path in
        _ = try LessonFolder(path: path, models: models)
      }
      try withFolder(["1.json": chapter(!joined, word)]) { path in
        #expect(throws: Problem.self) { try LessonFolder(path: path, models: models) }
      }
    }
  }

  /// What stands in a lesson's files is safe to show also where it is wrong.
  @Test func hostileNamesAreMadeSafe() throws {
    try withFolder([
      "1.json": #"{"title": "t", "pages": [{"text": "x", "scene": "b"}]}"#,
      "scenes.json": #"{"a\nattnviz: forged\u001b[2J": {"sentence": "a"}}"#,
    ]) { path in
      let problem = #expect(throws: Problem.self) { try LessonFolder(path: path, models: models) }
      let told = try #require(problem?.description)
      #expect(!told.contains("\n") && !told.contains("\u{1B}"))
    }
  }

  @Test func aFolderWithoutChaptersIsNone() throws {
    try withFolder([:]) { path in
      #expect(throws: Problem.self) { try LessonFolder(path: path, models: models) }
      let missing = #expect(throws: Problem.self) {
        try LessonFolder(path: path + "/none", models: models)
      }
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

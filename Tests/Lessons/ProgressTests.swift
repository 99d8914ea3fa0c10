import Foundation
import Lessons
import Canvas
import Views
import Scenes
import Testing

struct ProgressTests {
  private let some = Progress(
    place: Progress.Place(chapter: "4-which", page: 2),
    answers: [
      "Which \"one\"?\n": Progress.Answer(isRight: true, given: "this\u{1B}"), "日本?": false,
      "": true,
    ])

  @Test func itIsKeptWhereTheSpecificationSays() {
    #expect(
      Progress.path(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/attnviz/lesson.json"
    )
    #expect(
      Progress.path(environment: ["XDG_STATE_HOME": "relative", "HOME": "/h"])
        == "/h/.local/state/attnviz/lesson.json")
    #expect(Progress.path(environment: [:]) == nil)
  }

  @Test func aLessonOfOnesOwnHasAFileOfItsOwn() {
    let environment = ["HOME": "/h"]
    #expect(
      Progress.path(folder: "/home/me/my lesson", environment: environment)
        == "/h/.local/state/attnviz/lessons/home%me%my lesson.json")
    #expect(Progress.path(folder: "/a", environment: [:]) == nil)
    let deep = Progress.path(
      folder: String(repeating: "/folder", count: 100) + "/mine", environment: environment)
    #expect(deep.map { $0.utf8.count < 255 && $0.hasSuffix("%mine.json") } == true)
  }

  /// Progress of a program that knew chapters by their numbers goes on where it stood.
  @Test(arguments: [(0, 1), (3, 2), (8, 12), (99, 0)])
  func progressByNumberIsTakenOver(chapter: Int, page: Int) throws {
    let text =
      #"{"chapter": \#(chapter), "page": \#(page), "answers": [{"question": "a", "right": true}]}"#
    try withFolder(["lesson.json": text]) { folder in
      let progress = try #require(try Progress.read(path: folder + "/lesson.json"))
      let once = [
        "Weighted averages", "What is it?", "Collect, weigh, sum", "What the weights must satisfy",
        "The update, for every token", "Scores first, softmax second", "What follows from it",
        "What came before", "The quiz",
      ]
      let lesson = Lesson(bundled, from: progress)
      #expect(lesson.chapter.title.original == once[min(chapter, 8)] && lesson.place.page == page)
      #expect(progress.answers == ["a": true])
    }
  }

  /// A chapter that comes in before it, and takes its number, moves nobody.
  @Test func aNewChapterMovesNobody() throws {
    let chapter = #"{"title": "t", "pages": [{"text": "x"}, {"text": "y"}]}"#
    var kept = Progress()
    try withFolder(["1-one.json": chapter, "2-two.json": chapter]) { path in
      let folder = try LessonFolder(path: path, models: models)
      kept = Lesson(folder, at: Lesson.Place(chapter: 1, page: 1)).progress
    }
    for (names, place) in [
      (["1-one", "2-new", "3-two"], Lesson.Place(chapter: 2, page: 1)),
      (["0-new", "1-one", "2-two"], Lesson.Place(chapter: 2, page: 1)),
      (["2-two"], Lesson.Place(chapter: 0, page: 1)),
      (["1-one"], Lesson.Place(chapter: 0, page: 0)),
    ] {
      let files = Dictionary(uniqueKeysWithValues: names.map { ($0 + ".json", chapter) })
      try withFolder(files) { path in
        let folder = try LessonFolder(path: path, models: models)
        #expect(Lesson(folder, from: kept).place == place, "\(names)")
      }
    }
  }

  @Test func whatIsWrittenIsRead() throws {
    try withFolder([:]) { folder in
      let path = folder + "/lesson.json"
      #expect(try Progress.read(path: path) == nil)
      for progress in [some, Progress()] {
        try progress.write(path: path)
        #expect(try Progress.read(path: path) == progress)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["lesson.json"])
    }
  }

  @Test func aChapterThatIsStartedIsAskedAnew() {
    let asked = bundled.chapters[9].questions.map(\.text.original)
    var progress = Progress(answers: [asked[0]: true, asked[1]: false, "another": true])
    progress.start(bundled.chapters[9])
    #expect(progress.place == Progress.Place(chapter: "9-quiz", page: 0))
    #expect(progress.answers == ["another": true])
  }

  @Test(arguments: [
    "", "{", "[]", #"{"chapter": -1, "page": 0}"#, #"{"chapter": 1.5, "page": 0}"#,
    #"{"chapter": "a", "page": -1}"#, #"{"chapter": true, "page": 0}"#, #"{"page": 0}"#,
    #"{"chapter": 1, "page": 0, "answers": [{"question": "a"}]}"#,
    #"{"chapter": 1, "page": 0, "answers": 3}"#, #"{"chapter": 1, "page": 0, "more": 3}"#,
  ])
  func aDamagedFileIsTold(text: String) throws {
    try withFolder(["lesson.json": text]) { folder in
      #expect(throws: Problem.self) { try Progress.read(path: folder + "/lesson.json") }
    }
  }

  @Test func aFolderThatIsNotThereIsTold() throws {
    try withFolder(["file": ""]) { folder in
      #expect(throws: Problem.self) { try Progress().write(path: folder + "/file/lesson.json") }
    }
  }
}

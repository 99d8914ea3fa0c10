import Foundation
import Lessons
import Canvas
import Views
import Scenes
import Testing

struct ProgressTests {
  private let some = Progress(
    place: Lesson.Place(chapter: 3, page: 2),
    answers: ["Which \"one\"?\n": true, "日本?": false, "": true])

  @Test func itIsKeptWhereTheSpecificationSays() {
    #expect(
      Progress.path(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/attnviz/lesson.json"
    )
    #expect(
      Progress.path(environment: ["XDG_STATE_HOME": "relative", "HOME": "/h"])
        == "/h/.local/state/attnviz/lesson.json")
    #expect(Progress.path(environment: [:]) == nil)
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
    progress.start(9, of: bundled.chapters)
    #expect(progress.place == Lesson.Place(chapter: 9, page: 0))
    #expect(progress.answers == ["another": true])
  }

  @Test(arguments: [
    "", "{", "[]", #"{"chapter": -1, "page": 0}"#, #"{"chapter": 1.5, "page": 0}"#,
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

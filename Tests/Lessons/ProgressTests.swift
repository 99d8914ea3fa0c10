import Foundation
import Lessons
import SentenceFiles
import Testing

struct ProgressTests {
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
      let path = folder + "/deep/er/lesson.json"
      #expect(try Progress.read(path: path) == nil)
      try Progress(chapter: 3, page: 2).write(path: path)
      #expect(try Progress.read(path: path) == Progress(chapter: 3, page: 2))
      try Progress(chapter: 4, page: 0).write(path: path)
      #expect(try Progress.read(path: path) == Progress(chapter: 4, page: 0))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder + "/deep/er") == ["lesson.json"])
    }
  }

  @Test(arguments: ["", "{", "[]", #"{"chapter": -1, "page": 0}"#, #"{"chapter": 1.5, "page": 0}"#])
  func aDamagedFileIsTold(text: String) throws {
    try withFolder(["lesson.json": text]) { folder in
      #expect(throws: Problem.self) { try Progress.read(path: folder + "/lesson.json") }
    }
  }

  @Test func aFolderThatCannotBeMadeIsTold() throws {
    try withFolder(["file": ""]) { folder in
      #expect(throws: Problem.self) { try Progress().write(path: folder + "/file/lesson.json") }
    }
  }
}

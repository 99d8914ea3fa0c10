import Foundation
import Lessons
import SentenceFiles
import Testing

struct ProgressFileTests {
  private let some = Progress(place: Lesson.Place(chapter: 2, page: 1))

  @Test func itKeepsWhatChanges() throws {
    try withFolder([:]) { folder in
      let path = folder + "/attnviz/lesson.json"
      var file = ProgressFile(path: path)
      #expect(file.read() == Progress() && file.problem == nil)
      file.keep(some)
      #expect(try Progress.read(path: path) == some)
      // What did not change is not written again.
      try FileManager.default.removeItem(atPath: path)
      file.keep(some)
      #expect(!FileManager.default.fileExists(atPath: path))
      file.keep(Progress())
      #expect(try Progress.read(path: path) == Progress())
      #expect(file.problem == nil)
    }
  }

  @Test func aDamagedFileIsToldAndReplaced() throws {
    try withFolder(["lesson.json": "{"]) { folder in
      let path = folder + "/lesson.json"
      var file = ProgressFile(path: path)
      #expect(file.read() == Progress())
      #expect(file.problem?.description.contains("lesson.json:1:") == true)
      file.keep(some)
      let kept = try Progress.read(path: path)
      #expect(kept == some)
    }
  }

  @Test func whatCannotBeWrittenIsToldOnce() throws {
    try withFolder(["file": "", "lesson.json": "{"]) { folder in
      var file = ProgressFile(path: folder + "/file/lesson.json")
      file.keep(some)
      let first = try #require(file.problem)
      file.keep(Progress())
      #expect(file.problem == first)
    }
  }

  @Test func withoutAPathNothingIsKept() {
    var file = ProgressFile(path: nil)
    file.keep(some)
    #expect(file.read() == Progress() && file.problem == nil)
  }
}

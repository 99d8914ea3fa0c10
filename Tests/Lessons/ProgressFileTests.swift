import Foundation
import Lessons
import Canvas
import Views
import Scenes
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
      // What was read is there already.
      var again = ProgressFile(path: path)
      let read = again.read()
      try FileManager.default.removeItem(atPath: path)
      again.keep(read)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func aDamagedFileIsToldAndSetAside() throws {
    try withFolder(["lesson.json": "{"]) { folder in
      let path = folder + "/lesson.json"
      var file = ProgressFile(path: path)
      #expect(file.read() == Progress())
      let problem = try #require(file.problem)
      #expect(problem.contains("lesson.json:1:") && problem.contains("lesson.json.damaged"))
      file.keep(some)
      let kept = try Progress.read(path: path)
      #expect(kept == some && file.problem == problem)
      #expect(try String(contentsOfFile: path + ".damaged", encoding: .utf8) == "{")
    }
  }

  /// What can't be read, here because it is a folder, is left as it is.
  @Test func whatCannotBeReadIsLeftAlone() throws {
    try withFolder([:]) { folder in
      let path = folder + "/lesson.json"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      var file = ProgressFile(path: path)
      #expect(file.read() == Progress())
      #expect(file.problem?.contains("is not kept") == true)
      file.keep(some)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["lesson.json"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    }
  }

  @Test func whatCannotBeWrittenIsToldOnce() throws {
    try withFolder(["file": "", "lesson.json": "{"]) { folder in
      var file = ProgressFile(path: folder + "/file/lesson.json")
      file.keep(some)
      let first = try #require(file.problem)
      file.keep(Progress())
      #expect(file.problem == first)
      // What can be written later is kept, and nothing is left to be told.
      try FileManager.default.removeItem(atPath: folder + "/file")
      file.keep(Progress())
      #expect(file.problem == nil)
      #expect(FileManager.default.fileExists(atPath: folder + "/file/lesson.json"))
    }
  }

  @Test func withoutAPathNothingIsKept() {
    var file = ProgressFile(path: nil)
    file.keep(some)
    #expect(file.read() == Progress() && file.problem == nil)
  }
}

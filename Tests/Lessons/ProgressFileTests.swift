import Foundation
import Lessons
import Canvas
import Views
import Scenes
import Testing

struct ProgressFileTests {
  private let some = Progress(place: Progress.Place(chapter: "c", page: 1))

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

  @Test func whatTwoLessonsKeepIsKeptOfBoth() throws {
    try withFolder([:]) { (folder) throws in
      let path = folder + "/deep/er/lesson.json"
      var (one, other) = (ProgressFile(path: path), ProgressFile(path: path))
      _ = (one.read(), other.read())
      one.keep(Progress(place: place(1), answers: ["a": true]))
      other.keep(Progress(place: place(2), answers: ["a": false, "b": true]))
      one.keep(Progress(place: place(3), answers: ["a": true, "c": false]))
      #expect(
        try Progress.read(path: path)
          == Progress(place: place(3), answers: ["a": true, "b": true, "c": false]))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder + "/deep/er") == ["lesson.json"])
    }
  }

  @Test func startingOverTakesOutWhatStoodThereAndNothingElse() throws {
    try withFolder([:]) { (folder) throws in
      let path = folder + "/lesson.json"
      var first = ProgressFile(path: path)
      first.keep(Progress(place: place(1), answers: ["old": true]))
      var playing = ProgressFile(path: path)
      let before = playing.read()
      playing.keep(Progress(place: place(1), answers: before.answers.merging(["a": true]) { $1 }))
      var restarted = ProgressFile(path: path)
      #expect(restarted.read().answers == ["old": true, "a": true])
      restarted.keep(Progress())
      #expect(try Progress.read(path: path) == Progress())
      restarted.keep(Progress(answers: ["old": false]))
      // What the other gives, and what it gave, is not lost by this.
      let answers: [String: Lessons.Progress.Answer] = ["old": true, "a": true, "b": true]
      playing.keep(Progress(place: place(2), answers: answers))
      #expect(try Progress.read(path: path)?.answers == ["old": false, "a": true, "b": true])
      restarted.finish(Progress(answers: ["old": false]))
      #expect(
        try Progress.read(path: path)
          == Progress(place: place(2), answers: ["old": false, "a": true, "b": true]))
    }
  }

  @Test func anAnswerThatAnotherTookOutStandsThereAtTheEnd() throws {
    try withFolder([:]) { (folder) throws in
      let path = folder + "/lesson.json"
      var playing = ProgressFile(path: path)
      let mine = Progress(place: place(1), answers: ["a": true])
      playing.keep(mine)
      var restarted = ProgressFile(path: path)
      _ = restarted.read()
      restarted.keep(Progress())
      playing.finish(mine)
      #expect(try Progress.read(path: path) == Progress(answers: ["a": true]))
    }
  }

  @Test func manyAtOnceLoseNothing() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/attnviz-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/lesson.json"
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          var file = ProgressFile(path: path)
          var progress = file.read()
          for question in 0..<20 {
            progress.answers["\(number) \(question)"] = true
            file.keep(progress)
          }
        }
      }
    }
    #expect(try Progress.read(path: path)?.answers.count == 160)
  }

  private func place(_ page: Int) -> Lessons.Progress.Place {
    Lessons.Progress.Place(chapter: "a", page: page)
  }
}

import AttentionCore
import Canvas
import Explorer
import Lessons
import Resources
import Scenes
import Testing
import Views

/// A page whose sentence another model reads.
struct LongWorkTests {
  private func tour(page: Int = 0) -> Lesson {
    Lesson(bundled, at: Lesson.Place(chapter: 10, page: page), opensBeside: true)
  }

  /// The text stands at once, and keys that come meanwhile are taken in when the sentence is there.
  @Test func aModelIsOpenedBesideTheLoop() throws {
    var lesson = tour()
    #expect(lesson.isOpening && lesson.explorer == nil)
    #expect(lesson.message?.contains("is being opened") == true)
    lesson.press(.character("N"))
    #expect(!lesson.isDone && lesson.message?.contains("is being opened") == true)
    let opening = try #require(lesson.longWork)
    lesson.take(opening.done())
    #expect(lesson.isDone && lesson.message == nil)
    #expect(try #require(lesson.explorer).shown(NextView.self) != nil)
    // The next page is opened while this one is read.
    let next = try #require(lesson.longWork)
    lesson.take(next.done())
    lesson.press(.character(" "))
    #expect(!lesson.isOpening && lesson.explorer != nil && lesson.place.page == 1)
  }

  /// What was opened for a page that was left is not shown elsewhere.
  @Test func whatComesTooLateIsNotShown() throws {
    var lesson = tour(page: 1)
    let opening = try #require(lesson.longWork)
    lesson.press(.backspace)
    #expect(lesson.place.page == 0)
    lesson.take(opening.done())
    #expect(lesson.isOpening && lesson.explorer == nil)
    lesson.take(try #require(lesson.longWork).done())
    #expect(lesson.explorer?.sentence.head == HeadID(layer: 17, index: 3))
  }

  /// What was opened of files that were read again since is not shown.
  @Test func whatIsOfFilesAsTheyWereIsNotShown() throws {
    var lesson = tour()
    let opening = try #require(lesson.longWork)
    lesson.replace(with: bundled)
    lesson.take(opening.done())
    #expect(lesson.isOpening && lesson.explorer == nil)
    lesson.take(try #require(lesson.longWork).done())
    #expect(!lesson.isOpening && lesson.explorer != nil)
  }

  /// Before the chapter is reached no model is opened.
  @Test func noModelIsOpenedBeforeItsChapter() throws {
    let models = OpenModels(model, bundled: Resources.models)
    let folder = try LessonFolder(path: Resources.lesson, models: models)
    var lesson = Lesson(folder, at: Lesson.Place(chapter: 9, page: 12), opensBeside: true)
    #expect(lesson.longWork == nil)
    lesson.press(.character("2"), .character(" "))
    #expect(lesson.place.chapter == 10 && lesson.isOpening)
    #expect(lesson.message?.contains("right at once") == true)
  }

  @Test func theMapFillsInAndTheHeadIsFound() throws {
    var lesson = tour(page: 3)
    lesson.take(try #require(lesson.longWork).done())
    lesson.press(.character("H"))
    while let map = lesson.explorer?.shown(CausesView.self)?.map, !map.isComplete {
      lesson.take(try #require(lesson.longWork).done())
    }
    #expect(!lesson.isDone)
    lesson.press(.character("b"))
    #expect(lesson.isDone && lesson.explorer?.sentence.head == HeadID(layer: 23, index: 4))
  }

  /// What the program shows waits for the map too.
  @Test func theProgramShowsHowTheHeadIsFound() throws {
    var lesson = tour(page: 3)
    lesson.take(try #require(lesson.longWork).done())
    for _ in 0...lesson.page.hints.count { lesson.pass(60) }
    // It begins anew, and opens the sentence once more.
    while !lesson.isDone { lesson.take(try #require(lesson.longWork).done()) }
    #expect(lesson.explorer?.sentence.head == HeadID(layer: 23, index: 4))
    #expect(lesson.message == "this is one way to do it; Space goes on")
  }

  /// A model that is not there is told when the folder is read; one that can't be opened, on its page.
  @Test func aModelThatCannotBeOpenedIsTold() throws {
    let chapter = { (name: String) in
      #"{"title": "t", "pages": [{"text": "x", "scene": {"sentence": "a b", "model": "\#(name)"}}]}"#
    }
    try withFolder(["1.json": chapter("no-such-model")]) { path in
      #expect(throws: Problem.self) { try LessonFolder(path: path, models: models) }
    }
    try withFolder(["1.json": chapter("smollm2")]) { path in
      let broken = OpenModels(model, bundled: [(names: ["smollm2"], folder: path)])
      let folder = try LessonFolder(path: path, models: broken)
      let lesson = Lesson(folder)
      #expect(lesson.explorer?.message?.text.contains("1.json") == false)
      #expect(lesson.explorer?.sentence.model === model)
      #expect(folder.chapters[0].pages[0].stage?.flaw != nil)
    }
  }
}

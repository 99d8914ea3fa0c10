import Canvas
import Explorer
import Lessons
import Testing
import Text

struct FilmTests {
  private func film(chapter: Int = 0, page: Int = 0) -> Lesson {
    var lesson = Lesson.at(chapter: chapter, page: page)
    lesson.startFilm()
    return lesson
  }

  @Test func itTakesAboutSevenMinutes() throws {
    let film = try #require(film().film)
    #expect((420...465).contains(film.duration))
  }

  /// From the first step to the last by time alone; every task of a page that it shows is done.
  @Test func itPlaysByItself() throws {
    var lesson = film()
    var done: Set<Lesson.Place> = []
    var shown: Set<Lesson.Place> = []
    var seconds = 0.0
    while let film = lesson.film, !film.isOver {
      shown.insert(lesson.place)
      if case .act = lesson.page.task, lesson.isDone { done.insert(lesson.place) }
      let rest = try #require(lesson.rest)
      lesson.pass(rest)
      seconds += rest
    }
    #expect(abs(seconds - (lesson.film?.duration ?? 0)) < 1)
    for place in shown {
      if case .act(let goal, _) = bundled.chapters[place.chapter].pages[place.page].task {
        #expect(done.contains(place), "\(goal.say.shown)")
      }
    }
    // The tour at the end is for those who go on by hand.
    #expect(Set(shown.map(\.chapter)) == Set(bundled.chapters.indices.dropLast()))
    // What it did is no progress of the learner's.
    #expect(lesson.progress == Lesson.at().progress)
  }

  /// However time is cut into pieces, the same is shown.
  @Test(arguments: [0.01, 0.3, 7.0])
  func itGoesByTheClockAlone(piece: Double) {
    var (whole, cut) = (film(), film())
    whole.pass(60)
    for _ in 0..<Int((60 / piece).rounded(.down)) { cut.pass(piece) }
    cut.pass(60 - (60 / piece).rounded(.down) * piece)
    #expect(whole.place == cut.place && whole.film?.index == cut.film?.index)
    #expect(whole.explorer?.analysis.row == cut.explorer?.analysis.row)
  }

  @Test func spaceStopsItAndLetsItGoOn() {
    var lesson = film()
    lesson.press(.character(" "))
    lesson.pass(100)
    #expect(lesson.film?.isPaused == true && lesson.film?.elapsed == 0 && lesson.rest == nil)
    lesson.press(.character(" "))
    lesson.pass(1)
    #expect(lesson.film?.elapsed == 1)
  }

  @Test func plusAndMinusChangeTheSpeed() {
    var lesson = film()
    lesson.press(.character("+"), .character("+"))
    lesson.pass(1)
    #expect(lesson.film?.elapsed == 2)
    lesson.hold(.character("-"), 9)
    lesson.pass(1)
    #expect(lesson.film?.speed == 0.5 && lesson.film?.elapsed == 2.5)
    lesson.hold(.character("+"), 9)
    #expect(lesson.film?.speed == 3)
  }

  /// A step back and a step on again come to the same state as playing does.
  @Test func arrowsGoBySteps() throws {
    var lesson = film()
    for index in 1..<(try #require(lesson.film).count) {
      lesson.press(.right)
      #expect(lesson.film?.index == index && lesson.film?.isAtStart == true)
      let row = lesson.explorer?.analysis.row
      var other = lesson
      other.press(.left, .right)
      #expect(other.place == lesson.place && other.film?.index == index)
      #expect(other.explorer?.analysis.row == row, "step \(index)")
    }
    lesson.press(.right)
    #expect(lesson.film?.index == (lesson.film?.count ?? 0) - 1)
    var first = film()
    first.press(.left)
    #expect(first.film?.index == 0)
  }

  /// Any other key takes over where the film stands, and does what it does there.
  @Test func anyOtherKeyTakesOver() throws {
    var lesson = film()
    lesson.pass(28)
    #expect(lesson.place.page == 1 && lesson.film != nil)
    let score = try #require(lesson.explorer).analysis.row.scores[1]
    lesson.press(.up)
    #expect(lesson.film == nil && lesson.place.page == 1)
    #expect(try #require(lesson.explorer).analysis.row.scores[1] > score)
    #expect(lesson.progress.place == Progress.Place(chapter: "1-weighted-averages", page: 1))
    let goesOn = film().pressing(.character("q"))
    #expect(!goesOn)
  }

  @Test func atItsEndItStandsAndCanBeginAnew() {
    var lesson = film()
    lesson.pass(10_000)
    #expect(lesson.film?.isOver == true && lesson.rest == nil)
    lesson.press(.character(" "))
    #expect(lesson.film?.index == 0 && lesson.film?.isOver == false)
  }

  /// It begins at the page that is asked for, or the next one that it shows.
  @Test func itBeginsWhereItIsAskedTo() {
    #expect(film(chapter: 3, page: 1).place == Lesson.Place(chapter: 3, page: 1))
    #expect(film(chapter: 9, page: 5).place.chapter == 9)
  }

  @Test func aLessonWithoutOneSaysSo() throws {
    try withFolder(["1.json": #"{"title": "t", "pages": [{"text": "x"}]}"#]) { path in
      var lesson = Lesson(try LessonFolder(path: path, models: models))
      lesson.startFilm()
      #expect(lesson.film == nil && lesson.message == "no page of this lesson has a film")
    }
  }
}

extension Lesson {
  /// Presses `key`, and says whether the lesson goes on.
  fileprivate func pressing(_ key: Key) -> Bool {
    var lesson = self
    return lesson.press([key])
  }
}

import Canvas
import Explorer
import Lessons
import Scenes
import Text

/// What is wrong in a lesson that can be read: pages that can't be done, are done already, or don't fit
/// where a page must.
///
/// - Returns: a problem for each, in the order of the chapters and their pages.
public func problems(in folder: LessonFolder) -> [Problem] {
  folder.chapters.indices.flatMap { chapter in
    folder.chapters[chapter].pages.indices.flatMap { page in
      PageCheck(folder, Lesson.Place(chapter: chapter, page: page)).problems
    }
  }
}

/// One page as it is checked.
private struct PageCheck {
  private let folder: LessonFolder
  private let place: Lesson.Place
  private let page: Page

  init(_ folder: LessonFolder, _ place: Lesson.Place) {
    (self.folder, self.place) = (folder, place)
    page = folder.chapters[place.chapter].pages[place.page]
  }

  var problems: [Problem] {
    if let flaw = page.stage?.flaw { return [problem(page.line, flaw.description)] }
    return [goalProblem, sizeProblem, filmProblem, keysProblem].compactMap(\.self)
  }

  private func problem(_ line: Int, _ reason: String) -> Problem {
    Problem(
      file: folder.chapters[place.chapter].path, line: line, scene: nil, reason: reason,
      kind: .content)
  }

  private var goalProblem: Problem? {
    guard case .act(let goal, let stage) = page.task else { return nil }
    if goal.holdsAlready(in: stage) {
      return problem(
        goal.line, "until holds already when the page opens; ask for something that is to be done")
    }
    return goal.flaw(in: stage).map { problem(goal.line, $0) }
  }

  private var size: Size { Size(rows: 24, columns: 80) }

  private var sizeProblem: Problem? {
    let opened = Lesson(folder, at: place, isAnimated: false)
    var states = [("the page does", opened)]
    switch page.task {
    case .answer(let question, _):
      for option in question.options.indices {
        var lesson = opened
        _ = lesson.update(.answer(option))
        states.append(("the page with the reply to answer \(option + 1) does", lesson))
      }
    case .reckon(let question, _):
      for (name, number) in [("a right", question.value), ("a wrong", question.value + 1e6)] {
        var lesson = opened
        for character in "\(number)" { _ = lesson.update(.type(character)) }
        _ = lesson.update(.giveNumber)
        states.append(("the page with the reply to \(name) number does", lesson))
      }
    case .read, .act, .watch: break
    }
    guard let (name, _) = states.first(where: { !Screen.hasRoom(for: $0.1, in: size) }) else {
      return nil
    }
    return problem(
      page.line,
      "\(name) not fit \(size.columns) × \(size.rows); say it in fewer words, or on two pages")
  }

  /// Presses the keys that the page names, where no film does.
  private var keysProblem: Problem? {
    guard case .act = page.task, page.film.isEmpty, !page.keys.isEmpty else { return nil }
    var lesson = Lesson(folder, at: place, isAnimated: false)
    for key in page.keys {
      _ = lesson.press([key])
      while let work = lesson.longWork { lesson.take(work.done()) }
    }
    return lesson.isDone
      ? nil : problem(page.line, "the keys of press do not do what the page asks; give others")
  }

  /// Plays the film of the page.
  private var filmProblem: Problem? {
    guard !page.film.isEmpty else { return nil }
    var lesson = Lesson(folder, at: place, isAnimated: false)
    lesson.startFilm()
    var isDone = false
    var fits = true
    while let film = lesson.film, lesson.place == place {
      isDone = isDone || lesson.isDone
      fits = fits && Screen.hasRoom(for: lesson, in: size)
      guard !film.isOver, let rest = lesson.rest else { break }
      lesson.pass(rest)
    }
    if case .act = page.task, !isDone {
      return problem(
        page.line, "the film does not do what the page asks; press the keys for it in its steps")
    }
    return fits
      ? nil
      : problem(
        page.line,
        "what the film says does not fit \(size.columns) × \(size.rows); use fewer words")
  }
}

import Canvas
import Lessons
import Text
import Views

/// A line of text.
struct Line {
  var runs: [MarkedText.Run] = []
  var style = Style.plain
  /// What it is for one who points at it.
  var spot: Spot?
}

/// What stands where there is more than fits.
let taller = Line(
  runs: [MarkedText.Run(text: "… a taller window shows more", isMarked: false)], style: .faint)

func draw(_ lines: [Line], rows: Range<Int>, on canvas: inout Canvas) {
  for (row, line) in zip(rows, lines) {
    let end = MarkedText.draw(line.runs, row: row, column: 1, style: line.style, on: &canvas)
    if let spot = line.spot { canvas.mark(spot, row: row, columns: 1..<end) }
  }
}

/// What is said above the live sentence and below it: as much as fits, and the most needed first.
struct PageLines {
  private(set) var above: [Line] = []
  private(set) var below: [Line] = []
  /// What stands on the rule under it all.
  private(set) var message: Line?
  /// Whether nothing of it had to be left out.
  private(set) var isWhole = true
  private let width: Int
  private let glyphs: Glyphs

  init(_ lesson: Lesson, rows: Int, columns: Int, _ glyphs: Glyphs) {
    width = min(columns - 2, Screen.widestText)
    self.glyphs = glyphs
    let mostText = max(3, rows / 3 + 1)
    var text: [Line]
    if let film = lesson.film {
      let said = film.saidOnPage.map { $0 ?? lesson.page.text }
      text = highest(said, film.step.say ?? lesson.page.text, .plain, most: mostText)
      isWhole = said.allSatisfy { lines($0.shown, .plain, most: .max).count <= mostText }
    } else {
      text = lines(lesson.page.text.shown, .plain, most: mostText)
      isWhole = lines(lesson.page.text.shown, .plain, most: .max).count <= mostText
    }
    var question: [Line] = []
    switch lesson.work {
    case .read, .contents: break
    // The film does it by itself.
    case .act where lesson.film != nil: break
    case .watch where lesson.film?.step.say != nil: break
    case .act(let goal, let isDone):
      below = lines(
        (isDone ? "✓ " : "▸ ") + goal.say.shown, isDone ? .done : .heading, most: 3)
    case .answer(let asked, let chosen, _):
      question = self.question(asked, chosen: chosen, options: asked.options.indices)
      if let chosen, question.count + 1 > rows {
        question = self.question(asked, chosen: chosen, options: chosen..<chosen + 1)
      }
      // A blank before the question, where there is room for it.
      if rows >= 30 { question.insert(Line(), at: 0) }
    case .reckon(let asked, let entry):
      question = self.question(asked, entry)
      if rows >= 30 { question.insert(Line(), at: 0) }
    case .watch(let playback):
      below = highest(playback.everythingSaid, playback.say, .heading, most: 4)
    }
    // A message may have names from outside in it, in which an asterisk is no mark.
    let said: [Line] = wrapped(glyphs.spelled(lesson.message ?? ""), width: width, lines: 2).map {
      Line(runs: [MarkedText.Run(text: $0, isMarked: false)], style: .query)
    }
    // One line stands on the rule, so that nothing jumps for it.
    if said.count == 1 { message = said.first } else { below += said }
    // Of what does not fit, the page's text goes first; the answers that were not given went before.
    let room = max(1, rows - below.count)
    let needed = lesson.explorer == nil && lesson.page.picture.isEmpty ? 0 : 1
    if text.count + question.count + needed > room {
      text = Array(text.prefix(max(0, room - question.count - 1)))
      above = Array((text + question).prefix(room - 1)) + [taller]
      isWhole = false
    } else {
      above = text + question
    }
    below = Array(below.prefix(rows))
  }

  private func lines(_ text: String, _ style: Style, most: Int) -> [Line] {
    MarkedText(text, width: width, lines: most, glyphs: glyphs).lines.map {
      Line(runs: $0, style: style)
    }
  }

  /// One of several texts in as many lines as the longest of them has, so that what stands around it
  /// stays where it is.
  private func highest(
    _ texts: [SafeText], _ shown: SafeText?, _ style: Style, most: Int
  ) -> [Line] {
    let height = texts.map { lines($0.shown, style, most: most).count }.max() ?? 0
    let said = shown.map { lines($0.shown, style, most: most) } ?? []
    return said + Array(repeating: Line(), count: max(0, height - said.count))
  }

  /// What is asked, the number that is being typed or was given, and what there is to say to that.
  private func question(_ question: NumberQuestion, _ entry: NumberEntry) -> [Line] {
    let isGiven = entry.text.isEmpty && entry.given != nil
    let mark = isGiven ? (entry.isRight ? " ✓" : " ✗") : "_"
    let number = lines(
      "▸ \(isGiven ? entry.given ?? "" : entry.text)\(mark)",
      isGiven ? (entry.isRight ? .done : .problem) : .heading, most: 1)
    let reply = entry.given.map { _ in entry.isRight ? question.right : question.wrong }
    return lines(question.text.shown, .heading, most: 3) + number
      + highest([question.right, question.wrong], reply, .query, most: 3)
  }

  /// What is asked, those of its answers that are to be shown, and what there is to say to the one
  /// that was given.
  private func question(_ question: Question, chosen: Int?, options: Range<Int>) -> [Line] {
    var asked = lines(question.text.shown, .heading, most: 3)
    for place in options {
      let option = question.options[place]
      let isRight = question.right.contains(place)
      let isChosen = chosen == place
      let mark = isChosen ? (isRight ? " ✓" : " ✗") : ""
      var answer = lines(
        "\(place + 1)  \(option.text.shown)\(mark)",
        isChosen ? (isRight ? .done : .problem) : .plain, most: 2)
      for line in answer.indices {
        answer[line].spot = .key(.character(Character("\(place + 1)")))
      }
      asked += answer
    }
    return asked
      + highest(
        question.options.map(\.reply), chosen.map { question.options[$0].reply }, .query, most: 3)
  }
}

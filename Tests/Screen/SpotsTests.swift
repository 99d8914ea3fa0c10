import Canvas
import Explorer
import Lessons
import OpenedSentences
import Resources
import Scenes
import Screen
import Testing
import Views

/// What can be pointed at: it stands where the picture shows it, in every view.
struct SpotsTests {
  private func canvas(_ title: String, _ keys: Key..., size: Size = .classic) -> Canvas {
    Screen.draw(explorer(at: title, keys: keys), size: size, glyphs: .unicode)
  }

  /// Where `text` stands first, from 0.
  private func place(
    of text: String, in canvas: Canvas, from first: Int = 0
  ) throws -> (row: Int, column: Int) {
    for row in first..<canvas.size.rows {
      let line = String(canvas[row: row].map { $0.character ?? "\u{0}" })
      if let found = line.range(of: text) {
        return (row, line.distance(from: line.startIndex, to: found.lowerBound))
      }
    }
    throw NotFound(text: text)
  }

  private struct NotFound: Error {
    let text: String
  }

  private func spot(of text: String, in canvas: Canvas) throws -> Spot? {
    let place = try place(of: text, in: canvas)
    return canvas.spot(row: place.row, column: place.column)
  }

  @Test(arguments: [Size.small, .classic, .large, .huge]) func tokensBarsAndKeys(size: Size) throws
  {
    let canvas = canvas("bank, the money kind", .right, .right, size: size)
    #expect(try spot(of: "deposit", in: canvas) == .token(6))
    let words = try place(of: "    α  ", in: canvas).row - 1
    let word = try place(of: "▸deposit", in: canvas, from: words)
    #expect(canvas.spot(row: word.row, column: word.column) == .token(6))
    #expect(try spot(of: "token", in: canvas) == .key(.left))
    #expect(try spot(of: "quit", in: canvas) == .key(.character("q")))
  }

  @Test func aBarSaysWhichWeightItWouldHaveThere() throws {
    let canvas = canvas("bank, the money kind", .right, .right, size: .large)
    let row = try place(of: "    α  ", in: canvas).row - 1
    let word = (row: row, column: try place(of: "▸deposit", in: canvas, from: row).column)
    var weights: [Double] = []
    while case .bar(token: 6, let weight)? = canvas.spot(
      row: word.row - 1 - weights.count, column: word.column + 2)
    {
      weights.append(weight)
    }
    #expect(weights.count > 5 && weights == weights.sorted())
    #expect(weights[0] > 0 && weights[weights.count - 1] < 1)
    // The bar of 0.35 ends where that weight is.
    let height = weights.indices.count { place in
      Array(canvas[row: word.row - 1 - place])[word.column + 2].character != " "
    }
    #expect(abs(weights[height - 1] - 0.35) < 1 / Double(weights.count))
  }

  @Test func tabsArePressedByTheirKeys() throws {
    let canvas = canvas("bank, the money kind", size: .large)
    #expect(try spot(of: "matrix", in: canvas) == .key(.character("2")))
    #expect(try spot(of: "plane", in: canvas) == .key(.character("9")))
    #expect(try spot(of: "? help", in: canvas) == .key(.character("?")))
  }

  @Test func cellsOfTheMatrixAndHeadsOfTheMap() throws {
    let matrix = canvas("bank, the money kind", .character("2"), size: .large)
    let row = try place(of: "◆bank", in: matrix).row
    let cells = (0..<matrix.size.columns).compactMap { column in
      if case .cell(let query, let key)? = matrix.spot(row: row, column: column) {
        query == 4 ? key : nil
      } else {
        nil
      }
    }
    #expect(Set(cells) == Set(0..<8) && cells == cells.sorted())
    let map = canvas("what was too big?", .character("3"), size: .large)
    let heads = (0..<map.size.rows).flatMap { row in
      (0..<map.size.columns).compactMap { column in
        if case .head(let layer, let index)? = map.spot(row: row, column: column) {
          layer * 12 + index
        } else {
          nil
        }
      }
    }
    #expect(Set(heads) == Set(0..<72))
  }

  @Test func aLongSentencesStripLeadsToEveryPartOfIt() throws {
    let canvas = canvas("far apart")
    let tokens = (0..<80).compactMap { column in
      if case .token(let token)? = canvas.spot(row: 2, column: column) { token } else { nil }
    }
    #expect(tokens.count > 60 && tokens == tokens.sorted() && (tokens.last ?? 0) > 150)
  }

  @Test func linesOfTheListAndNoTabsBesideThem() throws {
    let canvas = canvas("bank, the money kind", .character("L"))
    #expect(try spot(of: "mixing light", in: canvas) == .line(4))
    #expect(try spot(of: "open sentences", in: canvas) == nil)
    #expect(try spot(of: "matrix", in: canvas) == nil)
    #expect(try spot(of: "Enter", in: canvas) == .key(.enter))
  }

  @Test func everyPlaceLeadsToWhatThereIs() throws {
    for title in ["bank, the money kind", "what was too big?", "far apart"] {
      var explorer = explorer(at: title)
      for view in explorer.views.indices {
        _ = explorer.update(.showView(view + 1))
        for size in [Size.small, .classic, .large, .huge] {
          let canvas = Screen.draw(explorer, size: size, glyphs: .unicode)
          for row in 0..<size.rows {
            for column in 0..<size.columns {
              switch canvas.spot(row: row, column: column) {
              case .token(let token)?, .bar(let token, _)?:
                #expect(explorer.sentence.tokens.indices.contains(token))
              case .cell(let query, let key)?:
                #expect(explorer.sentence.tokens.indices.contains(query))
                #expect(explorer.sentence.tokens.indices.contains(key))
              case .head(let layer, let index)?:
                let shape = explorer.sentence.source.shape
                #expect(0..<shape.layers ~= layer && 0..<shape.heads ~= index)
              case .key(let key)?: #expect(explorer.command(for: key) != nil)
              case .line?: Issue.record("there is no list")
              case nil: break
              }
            }
          }
        }
      }
    }
  }

  @Test func answersOfALessonArePressed() throws {
    let folder = try LessonFolder(path: Resources.lesson, models: models)
    var lesson = Lesson(
      folder, at: Lesson.Place(chapter: 1, page: 0), isAnimated: false)
    let canvas = Screen.draw(lesson, size: .classic, glyphs: .unicode)
    guard case .answer(let question, _, _) = lesson.work else {
      Issue.record("nothing is asked")
      return
    }
    for (place, option) in question.options.enumerated() {
      let start = "\(place + 1) \(option.text.shown.filter { $0 != "*" }.prefix(8))"
      #expect(try spot(of: start, in: canvas) == .key(.character(Character("\(place + 1)"))))
    }
    _ = lesson.press([.character("2")])
    lesson.point([.sentence(.select(key: 1, query: nil)), .sentence(.nudge(0.1))])
    #expect(lesson.explorer?.sentence.selected == 1)
    #expect(lesson.explorer?.analysis.isEdited == true)
    lesson.point([.askToOpen, .quit])
    #expect(lesson.explorer?.focus == .sentence)
  }
}

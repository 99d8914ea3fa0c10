import Canvas
import Explorer
import Text

/// The whole sentence as text: each token on a ground as strong as its weight for the query, and over
/// a single line arcs from the query to its heaviest tokens. So who looks at whom is seen before any
/// number is read. A sentence too long for `mostLines` is a strip of heat instead.
package struct SentenceStrip {
  /// Where a token's text stands.
  struct Place {
    /// Which token.
    let token: Int
    /// Its line, from 0, and its columns.
    let line: Int, columns: Range<Int>
  }

  /// How many lines of text a sentence may take.
  package static let mostLines = 4
  /// What a weight must be for an arc to be drawn to it.
  private static let leastArched = 0.1
  private static let margin = 1

  private let sentence: Sentence
  private let weights: [Double]
  /// Where the tokens stand; `nil` where they don't fit.
  private let places: [Place]?
  private let lines: Int
  private let arcs: Int

  /// - Parameter rows: how many rows there are for it and all that stands under it.
  package init(_ explorer: Explorer, columns: Int, of rows: Int) {
    sentence = explorer.sentence
    weights = explorer.countedWeights
    let most = rows < 9 ? 0 : rows < 18 ? 1 : Self.mostLines
    places = most > 0 ? Self.places(of: sentence, columns: columns, most: most) : nil
    lines = places?.last.map { $0.line + 1 } ?? (most > 1 ? 2 : most)
    arcs = places != nil && lines == 1 && rows >= 18 ? (rows < 27 ? 2 : 3) : 0
  }

  /// How many rows it takes.
  package var height: Int { arcs + lines }

  /// Draws it from the first row of `canvas` on.
  package func draw(on canvas: inout Canvas) {
    guard let places else { return drawHeat(on: &canvas) }
    for place in places { draw(place, on: &canvas) }
    if arcs > 0 { drawArcs(places, on: &canvas) }
  }

  private static func places(of sentence: Sentence, columns: Int, most: Int) -> [Place]? {
    var places: [Place] = []
    var (line, column) = (0, margin)
    for (token, text) in sentence.tokens.map(\.stripText).enumerated() {
      let width = min(displayWidth(of: text), columns - margin - 1)
      // The column before it has room for its mark, and before that for what parts two sentences.
      let gap = token == sentence.secondList ? 2 : 0
      if column + gap + width > columns - 1, column > margin {
        (line, column) = (line + 1, margin)
        if line == most { return nil }
      }
      column += gap
      places.append(Place(token: token, line: line, columns: column + 1..<column + 1 + width))
      column += 1 + width
    }
    return places
  }

  private func draw(_ place: Place, on canvas: inout Canvas) {
    let row = arcs + place.line
    let token = sentence.tokens[place.token]
    let isHeld = place.token == sentence.selected
    canvas.mark(
      .token(place.token), row: row,
      columns: place.columns.lowerBound - 1..<place.columns.upperBound)
    if place.token == sentence.secondList {
      canvas.write("│", row: row, column: place.columns.lowerBound - 2, style: .faint)
    }
    if place.token == sentence.query {
      let mark = sentence.mark(of: place.token, glyphs: canvas.glyphs)
      canvas.write(
        String(mark.glyph), row: row, column: place.columns.lowerBound - 1, style: mark.style)
    } else if token.continuesWord {
      canvas.write("·", row: row, column: place.columns.lowerBound - 1, style: .faint)
    }
    canvas.write(
      token.stripText, row: row, column: place.columns.lowerBound, width: place.columns.count,
      style: Self.ground(weights[place.token], isHeld: isHeld))
  }

  /// The ground of a weight, with a line under the token that is held: a mark before it would look
  /// like a part of the text.
  package static func ground(_ weight: Double, isHeld: Bool = false) -> Style {
    let tint = Tint.heat(Heat.step(ofShare: weight))
    return isHeld ? .heldCell(tint) : .cell(tint)
  }

  /// On each side of the query the heaviest tokens, the nearest of them lowest.
  private func drawArcs(_ places: [Place], on canvas: inout Canvas) {
    let query = places[sentence.query].middle
    let heavy = places.filter {
      $0.token != sentence.query && weights[$0.token] >= Self.leastArched
    }.sorted { weights[$0.token] > weights[$1.token] }
    var sides: [[Place]] = [[], []]
    for place in heavy.prefix(arcs + 1) {
      let side = place.token < sentence.query ? 0 : 1
      if sides[side].count < arcs { sides[side].append(place) }
    }
    var (isLeft, isRight) = (
      Array(repeating: false, count: arcs), Array(repeating: false, count: arcs)
    )
    var drawn: [(place: Place, row: Int)] = []
    for (side, targets) in sides.enumerated() {
      let nearestFirst = targets.sorted { abs($0.middle - query) < abs($1.middle - query) }
      for (height, place) in nearestFirst.enumerated() {
        let row = arcs - 1 - height
        if side == 0 { isLeft[row] = true } else { isRight[row] = true }
        drawArc(from: query, to: place, row: row, on: &canvas)
        drawn.append((place, row))
      }
    }
    var isBelow = false
    for row in 0..<arcs {
      let joint: String? =
        switch (isLeft[row], isRight[row]) {
        case (true, true): isBelow ? "┼" : "┬"
        case (true, false): isBelow ? "┤" : "╮"
        case (false, true): isBelow ? "├" : "╭"
        case (false, false): isBelow ? "│" : nil
        }
      if let joint { canvas.write(joint, row: row, column: query, style: .query) }
      isBelow = isBelow || joint != nil
    }
    for (place, row) in drawn {
      // Where the ends of arcs come down that were drawn higher.
      let ends = drawn.filter { $0.row < row }.map(\.place.middle)
      drawWeight(of: place, from: query, row: row, around: ends + [query], on: &canvas)
    }
  }

  private func drawArc(from query: Int, to place: Place, row: Int, on canvas: inout Canvas) {
    let (end, weight) = (place.middle, weights[place.token])
    let style = Heat.style(ofShare: weight)
    let inner = min(query, end) + 1..<max(query, end)
    canvas.fill(canvas.glyphs.rule, row: row, columns: inner, style: style)
    canvas.write(end < query ? "╭" : "╮", row: row, column: end, style: style)
    for row in row + 1..<arcs { canvas.write("│", row: row, column: end, style: style) }
  }

  /// Writes the weight in the arc where that is long enough, else beyond its end, else as tightly as it
  /// goes; nowhere over what others drew.
  private func drawWeight(
    of place: Place, from query: Int, row: Int, around taken: [Int], on canvas: inout Canvas
  ) {
    let end = place.middle
    let inner = abs(end - query) - 1
    let text = decimal(weights[place.token], places: 2)
    for label in [text] + (text.hasPrefix("0") ? [String(text.dropFirst())] : []) {
      let count = label.count
      let columns = [
        inner > count + 1 ? (end < query ? end + 2 : end - 1 - count) : nil,
        end < query ? end - count : end + 1,
        inner >= count ? (end < query ? end + 1 : end - count) : nil,
      ].compactMap(\.self).map { $0..<$0 + count }
      let free = columns.first { columns in
        columns.lowerBound >= 0 && columns.upperBound <= canvas.size.columns
          && !taken.contains(where: columns.contains)
      }
      if let free {
        canvas.write(label, row: row, column: free.lowerBound, style: .heading)
        return
      }
    }
  }

  private func drawHeat(on canvas: inout Canvas) {
    guard lines > 0 else { return }
    let columns = Self.margin..<canvas.size.columns - Self.margin
    let shown = min(columns.count, weights.count)
    drawHeatStrip(
      weights.map { $0.squareRoot() }, top: 1, row: 0,
      columns: columns.lowerBound..<columns.lowerBound + shown, on: &canvas)
    for cell in 0..<shown {
      let tokens = tokens(inCell: cell, of: shown, count: weights.count)
      guard let heaviest = tokens.max(by: { weights[$0] < weights[$1] }) else { continue }
      for row in 0..<lines {
        let column = columns.lowerBound + cell
        canvas.mark(.token(heaviest), row: row, columns: column..<column + 1)
      }
    }
    if let second = sentence.secondList, lines > 1 {
      canvas.write(
        "│", row: 1,
        column: columns.lowerBound + stripCell(ofToken: second, of: shown, count: weights.count),
        style: .faint)
    }
    // Where both stand in one cell, that is the query's.
    for token in lines > 1 ? [sentence.selected, sentence.query] : [] {
      let mark = sentence.mark(of: token, glyphs: canvas.glyphs)
      canvas.write(
        String(mark.glyph), row: 1,
        column: columns.lowerBound + stripCell(ofToken: token, of: shown, count: weights.count),
        style: mark.style)
    }
  }
}

extension Sentence {
  /// The first token of the sentence that attends to another one, where captured attention is of two.
  fileprivate var secondList: Int? {
    source.kind == .capture ? scene.capture?.secondSentence.map(layout.place(of:)) : nil
  }
}

extension SentenceStrip.Place {
  fileprivate var middle: Int { columns.lowerBound + columns.count / 2 }
}

extension Token {
  /// What stands for it in a running text: a piece without the sign that it continues a word.
  fileprivate var stripText: String { withoutSign(text.shown) }
}

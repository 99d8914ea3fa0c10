import Canvas
import Explorer
import Text

/// Draws the plane itself: its axes with their names and ends, the trail, the words and the blend.
package struct PlanePicture {
  private let plane: Plane
  private let sentence: Sentence
  private let weights: [Double]
  /// Whether what glides is the query's own final vector and not a blend beside it.
  private let isFinal: Bool
  private let axes: AxisLines

  /// - Parameter size: how large it is with its axes.
  package init(_ plane: Plane, _ explorer: Explorer, size: Size) {
    self.plane = plane
    sentence = explorer.sentence
    weights = explorer.analysis.row.weights
    isFinal = explorer.analysis.final != nil
    axes = AxisLines(plane.axes, size: size)
  }

  /// Draws it as large as `canvas` is.
  package func draw(on canvas: inout Canvas) {
    guard axes.size.rows > 0, axes.size.columns > 0, let bounds = plane.bounds else { return }
    axes.draw(bounds, on: &canvas)
    canvas.draw(in: axes.picture) { canvas in
      if axes.isLine {
        drawLine(bounds, on: &canvas)
      } else {
        drawPlane(bounds, on: &canvas)
      }
    }
  }

  private func drawPlane(_ bounds: Plane.Bounds, on canvas: inout Canvas) {
    var braille = Braille(axes.size)
    var labels = Labels(axes.size)
    let dot = { (place: Plane.Place) in axes.dot(place, bounds) }
    drawTrail(plane.trail.map(dot), on: &braille)
    let shown = byWeight.reversed().compactMap { token in
      plane.tokens[token].map { (token: token, dot: dot($0)) }
    }
    for (token, dot) in shown.reversed() {
      braille.setPoint(dot, isHeavy: weights[token] >= share, style: style(of: token))
    }
    braille.draw(on: &canvas)
    labels.keepFree(row: 0, columns: 0..<axes.topWidth)
    let held = shown.filter { isHeld($0.token) }
    let points = shown.map(\.dot) + [plane.blend, plane.before].compactMap { $0.map(dot) }
    for cell in points.map(Labels.Cell.init) {
      labels.keepFree(row: cell.row, columns: cell.column..<cell.column + 1)
    }
    if let blend = plane.blend {
      labels.put([blendName(canvas.glyphs)], at: Labels.Cell(dot(blend)), style: .query)
    }
    var named: Set<NamedCell> = []
    for (token, dot) in held + shown where !(isFinal && token == sentence.query) {
      // The same word at the same place is named once.
      let cell = Labels.Cell(dot)
      let name = NamedCell(cell: cell, name: sentence.tokens[token].text)
      guard named.insert(name).inserted else { continue }
      labels.put(
        markedTexts(of: token, canvas.glyphs), at: cell, style: labelStyle(of: token),
        spot: .token(token))
    }
    labels.draw(on: &canvas)
    if plane.trail.count > 1, let before = plane.before {
      canvas.put(canvas.glyphs.formerPoint, at: Labels.Cell(dot(before)), style: .query)
    }
    if let blend = plane.blend {
      canvas.put(canvas.glyphs.point, at: Labels.Cell(dot(blend)), style: .query)
    }
  }

  /// The values on a line, on each a bar as high as its weight; under the bars the blend, which is where
  /// they balance.
  private func drawLine(_ bounds: Plane.Bounds, on canvas: inout Canvas) {
    let floor = axes.size.rows - 2
    var labels = Labels(axes.size)
    let cell = { (place: Plane.Place, row: Int) in
      Labels.Cell(row: row, column: Labels.Cell(axes.dot(place, bounds)).column)
    }
    let shown = byWeight.reversed().compactMap { token in
      plane.tokens[token].map { (token: token, column: cell($0, 0).column) }
    }
    for (token, column) in shown {
      drawHeatBar(
        weights[token], floor: floor, height: floor, columns: column - 1..<column + 2,
        style: style(of: token), on: &canvas)
      labels.keepFree(row: floor + 1, columns: column..<column + 1)
      for row in top(of: token, floor: floor) + 1..<max(top(of: token, floor: floor) + 1, floor + 1)
      {
        labels.keepFree(row: row, columns: column - 1..<column + 2)
      }
    }
    for (token, column) in shown.filter({ isHeld($0.token) }) + shown.filter({ !isHeld($0.token) })
    {
      labels.put(
        markedTexts(of: token, canvas.glyphs),
        over: Labels.Cell(row: top(of: token, floor: floor), column: column),
        style: labelStyle(of: token), spot: .token(token))
    }
    if let blend = plane.blend {
      var braille = Braille(axes.size)
      drawTrail(
        plane.trail.map { (axes.dot($0, bounds).x, (floor + 1) * 4 + 1) }, on: &braille)
      braille.draw(on: &canvas)
      let here = cell(blend, floor + 1)
      labels.put([blendName(canvas.glyphs)], at: here, style: .query)
      labels.draw(on: &canvas)
      if plane.trail.count > 1, let before = plane.before {
        canvas.put(canvas.glyphs.formerPoint, at: cell(before, floor + 1), style: .query)
      }
      canvas.put(canvas.glyphs.point, at: here, style: .query)
    } else {
      labels.draw(on: &canvas)
    }
  }

  private func drawTrail(_ dots: [(x: Int, y: Int)], on braille: inout Braille) {
    for (from, to) in zip(dots, dots.dropFirst()) {
      braille.setLine(from: from, to: to, style: .query)
    }
  }

  /// The row over a bar.
  private func top(of token: Int, floor: Int) -> Int {
    max(0, floor - max(1, Int((weights[token] * Double(floor)).rounded(.up))))
  }

  /// The tokens from the lightest to the heaviest.
  private var byWeight: [Int] {
    weights.indices.sorted { (weights[$0], $1) < (weights[$1], $0) }
  }

  /// What each token has where all have the same: what has as much is worth a number.
  private var share: Double { 1 / Double(max(1, weights.count)) }

  private func isHeld(_ token: Int) -> Bool {
    token == sentence.selected || token == sentence.query
  }

  /// A dot is there to be seen, however little weight its word has.
  private func style(of token: Int) -> Style {
    weights[token] >= share ? Heat.style(ofShare: weights[token]) : .faint
  }

  private func labelStyle(of token: Int) -> Style {
    // A word is there to be read, however little weight it has: its dot has the colour of that.
    isHeld(token)
      ? sentence.mark(of: token, glyphs: .unicode).style
      : weights[token] >= share ? .plain : .faint
  }

  private func name(of token: Int, _ glyphs: Glyphs) -> String {
    glyphs.clipped(sentence.tokens[token].text.shown, to: 16)
  }

  /// What is written beside a token, the longest first: on a line all weights have room.
  private func texts(of token: Int, _ glyphs: Glyphs) -> [String] {
    let name = name(of: token, glyphs)
    let weight = weights[token]
    return weight >= share || axes.isLine
      ? ["\(name) \(decimal(weight, places: 2))", name] : [name]
  }

  /// The same behind the mark of the query or of what is held.
  private func markedTexts(of token: Int, _ glyphs: Glyphs) -> [String] {
    let mark = sentence.mark(of: token, glyphs: glyphs).glyph
    return texts(of: token, glyphs).map { mark == " " ? $0 : String(mark) + $0 }
  }

  private func blendName(_ glyphs: Glyphs) -> String {
    let query = name(of: sentence.query, glyphs)
    return isFinal
      ? "\(sentence.mark(of: sentence.query, glyphs: glyphs).glyph)\(query)" : "a(\(query))"
  }
}

/// A word at a place.
private struct NamedCell: Hashable {
  let cell: Labels.Cell
  let name: SafeText
}

extension Canvas {
  fileprivate mutating func put(_ glyph: Character, at cell: Labels.Cell, style: Style) {
    fill(glyph, row: cell.row, columns: cell.column..<cell.column + 1, style: style)
  }
}

extension Labels.Cell {
  /// The one that a dot is in.
  fileprivate init(_ dot: (x: Int, y: Int)) {
    let (row, column) = Braille.cell(x: dot.x, y: dot.y)
    self.init(row: row, column: column)
  }
}

import AttentionCore
import Canvas
import Explorer
import Text

/// Heads as a map: layers down, heads across, each a cell in the colour of its measure. Where there is
/// much room each has its whole matrix under it; where there is little, two layers share a line. The
/// chosen head's row stands beside the map, or below it.
package struct HeadMap {
  private let survey: HeadSurvey
  private let sentence: Sentence
  private let layout: HeadMapLayout
  private let thumbnails: HeadThumbnails?

  package init(
    _ survey: HeadSurvey, _ thumbnails: HeadThumbnails?, of sentence: Sentence, size: Size,
    glyphs: Glyphs
  ) {
    self.survey = survey
    self.sentence = sentence
    self.thumbnails = thumbnails
    let (layers, heads) = sentence.source.shape
    layout = HeadMapLayout(
      layers: layers, heads: heads, chosen: sentence.head, size: size,
      hasPictures: thumbnails != nil, hasHalves: glyphs.halves != nil)
  }

  package func draw(on canvas: inout Canvas) {
    drawHeading(on: &canvas)
    drawNumbers(of: layout.heads, row: 1, on: &canvas)
    for line in layout.lines { drawLine(line, on: &canvas) }
    drawMark(on: &canvas)
    let row = HeadPanel(entry(sentence.head.layer, sentence.head.index), of: sentence)
    canvas.draw(in: layout.panel) { row.draw(on: &$0) }
  }

  private func entry(_ layer: Int, _ head: Int) -> HeadSurvey.Entry {
    survey.places[layer * sentence.source.shape.heads + head]
  }

  /// What the heads are measured by, and the scale of the colours.
  private func drawHeading(on canvas: inout Canvas) {
    let end = layout.headingEnd
    let isUnedited = survey.order == .change && sentence.interventions == sentence.original
    var column = 1
    column += canvas.write(
      "heads by " + survey.order.measureName(of: sentence), row: 0, column: column,
      width: end - column, style: .heading)
    if isUnedited {
      column += canvas.write(
        ": nothing is edited", row: 0, column: column, width: end - column, style: .faint)
    }
    let scale = survey.scale == 1 ? "1" : decimal(survey.scale, places: 2)
    guard column + 6 + Heat.steps + scale.count <= end else { return }
    canvas.write("0", row: 0, column: column + 2, style: .faint)
    for step in 0..<Heat.steps {
      let place = column + 4 + step
      drawGround(step: step, row: 0, columns: place..<place + 1, on: &canvas)
    }
    canvas.write(scale, row: 0, column: column + 5 + Heat.steps, style: .faint)
  }

  /// The numbers of the heads, as many as have room; that of the chosen one always has.
  private func drawNumbers(of heads: Range<Int>, row: Int, on canvas: inout Canvas) {
    let digits = String(heads.upperBound - 1).count
    let stride = (digits + layout.width) / layout.width
    let chosen = sentence.head.index
    for head in heads where (head - chosen).isMultiple(of: stride) {
      canvas.write(
        String(head), row: row,
        column: layout.columns(of: head).lowerBound + (layout.width > digits ? 1 : 0),
        style: head == chosen ? .selected : .faint)
    }
  }

  private func drawLine(_ line: Int, on canvas: inout Canvas) {
    let row = layout.row(of: line)
    let layers = layout.layers(of: line)
    let isChosen = layers.contains(sentence.head.layer)
    canvas.write(
      "L\(isChosen ? sentence.head.layer : layers.lowerBound)", row: row, column: 1,
      style: isChosen ? .selected : .faint)
    for head in layout.heads {
      let value = entry(layers.lowerBound, head).value
      let columns = layout.columns(of: head)
      // Of two layers in one line, that which is not chosen yet.
      let layer =
        isChosen && sentence.head.index == head
        ? layers.first { $0 != sentence.head.layer } ?? sentence.head.layer : layers.lowerBound
      for row in row..<row + layout.height {
        canvas.mark(.head(layer: layer, index: head), row: row, columns: columns)
      }
      if layout.isHalved {
        let lower = layers.count > 1 ? entry(layers.lowerBound + 1, head).value : 0
        drawHalves(
          upper: value, lower: lower, top: survey.scale, row: row, columns: columns, on: &canvas)
      } else {
        let text = survey.scale == 1 ? shortWeightText(value) : decimal(value, places: 1)
        for place in 0..<(layout.hasPictures ? 1 : layout.height) {
          drawWeight(
            value, as: place == 0 ? text : "", top: survey.scale, row: row + place,
            columns: columns, on: &canvas)
        }
        drawPicture(
          of: HeadID(layer: layers.lowerBound, index: head), under: row, columns: columns,
          on: &canvas)
      }
    }
  }

  private func drawPicture(
    of head: HeadID, under row: Int, columns: Range<Int>, on canvas: inout Canvas
  ) {
    guard layout.hasPictures, let thumbnails else { return }
    let place = head.layer * sentence.source.shape.heads + head.index
    let part = Rect(rows: row + 1..<row + layout.height, columns: columns)
    canvas.draw(in: part) { drawThumbnail(thumbnails.maps[place], top: 1, on: &$0) }
  }

  /// Marks the chosen head, which keeps its colour.
  private func drawMark(on canvas: inout Canvas) {
    let head = sentence.head
    let value = entry(head.layer, head.index).value
    canvas.write(
      String(canvas.glyphs.selected), row: layout.row(of: layout.line(of: head.layer)),
      column: layout.columns(of: head.index).lowerBound,
      style: .heldCell(Heat.step(value, top: survey.scale)))
  }
}

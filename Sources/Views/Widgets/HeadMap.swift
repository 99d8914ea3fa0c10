import AttentionCore
import Canvas
import Explorer
import Text

/// Heads as a map: layers down, heads across, each a cell in the colour of its measure. Where there is
/// much room each has its whole matrix under it; where there is little, two layers share a line. The
/// chosen head's row stands beside the map, or below it.
package struct HeadMap {
  private let measure: HeadMeasure
  private let sentence: Sentence
  private let layout: HeadMapLayout
  private let thumbnails: HeadThumbnails?

  package init(
    _ measure: HeadMeasure, _ thumbnails: HeadThumbnails?, of sentence: Sentence, size: Size,
    glyphs: Glyphs
  ) {
    self.measure = measure
    self.sentence = sentence
    self.thumbnails = thumbnails
    let (layers, heads) = sentence.source.shape
    layout = HeadMapLayout(
      layers: layers, heads: heads, chosen: sentence.head, size: size,
      hasPictures: thumbnails != nil, hasHalves: glyphs.halves != nil)
  }

  /// - Parameter drawPanel: draws what there is to say of the chosen head.
  package func draw(on canvas: inout Canvas, drawPanel: (inout Canvas) -> Void) {
    drawHeading(on: &canvas)
    drawNumbers(of: layout.heads, row: 1, on: &canvas)
    for line in layout.lines { drawLine(line, on: &canvas) }
    drawChanged(on: &canvas)
    drawMark(on: &canvas)
    canvas.draw(in: layout.panel) { drawPanel(&$0) }
  }

  private func cell(_ layer: Int, _ head: Int) -> HeadMeasure.Cell {
    measure.cells[layer * sentence.source.shape.heads + head]
  }

  /// What the heads are measured by, and the scale of the colours.
  private func drawHeading(on canvas: inout Canvas) {
    let end = layout.headingEnd
    // What is not whole says so, whatever it is called.
    let note = measure.note.map { ": " + $0 } ?? ""
    var column = 1
    column += canvas.write(
      measure.name, row: 0, column: column, width: end - column - note.count, style: .heading)
    column += canvas.write(note, row: 0, column: column, width: end - column, style: .faint)
    let ramp = measure.ramp
    guard column + 4 + measure.least.count + ramp.count + measure.scale.count < end else { return }
    column += 2 + canvas.write(measure.least, row: 0, column: column + 2, style: .faint) + 1
    for tint in ramp {
      drawGround(tint, row: 0, columns: column..<column + 1, on: &canvas)
      column += 1
    }
    canvas.write(measure.scale, row: 0, column: column + 1, style: .faint)
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
    drawNames(of: layers, row: row, on: &canvas)
    for head in layout.heads {
      let cell = cell(layers.lowerBound, head)
      let columns = layout.columns(of: head)
      // Of two layers in one line, that which is not chosen yet.
      let layer =
        isChosen && sentence.head.index == head
        ? layers.first { $0 != sentence.head.layer } ?? sentence.head.layer : layers.lowerBound
      for row in row..<row + layout.height {
        canvas.mark(.head(layer: layer, index: head), row: row, columns: columns)
      }
      if layout.isHalved {
        drawHalves(
          upper: measure.tint(of: cell),
          lower: layers.count > 1
            ? measure.tint(of: self.cell(layers.lowerBound + 1, head)) : .none, row: row,
          columns: columns, on: &canvas)
      } else {
        for place in 0..<(layout.hasPictures ? 1 : layout.height) {
          drawCell(
            measure.tint(of: cell), place == 0 ? cell.text(in: columns.count - 1) : "",
            row: row + place,
            columns: columns,
            on: &canvas)
        }
        drawPicture(
          of: HeadID(layer: layers.lowerBound, index: head), under: row, columns: columns,
          on: &canvas)
      }
    }
  }

  /// The layers of a line: `L22-23` where it has two.
  private func drawNames(of layers: Range<Int>, row: Int, on canvas: inout Canvas) {
    var column = 1
    for (layer, text) in zip(layers, ["L", "-"]) {
      let isChosen = layer == sentence.head.layer
      column += canvas.write(
        text, row: row, column: column, style: isChosen && layers.count == 1 ? .selected : .faint)
      column += canvas.write(
        "\(layer)", row: row, column: column, style: isChosen ? .selected : .faint)
    }
  }

  private func drawPicture(
    of head: HeadID, under row: Int, columns: Range<Int>, on canvas: inout Canvas
  ) {
    guard layout.hasPictures, let thumbnails else { return }
    let place = head.layer * sentence.source.shape.heads + head.index
    let part = Rect(rows: row + 1..<row + layout.height, columns: columns)
    canvas.draw(in: part) { drawThumbnail(thumbnails.maps[place], on: &$0) }
  }

  /// Crosses out the heads that are ablated, and marks those of which something is another run's.
  private func drawChanged(on canvas: inout Canvas) {
    guard !sentence.ablations.isEmpty || sentence.patchedPlaces > 0 else { return }
    for head in sentence.source.allHeads where layout.heads.contains(head.index) {
      let line = layout.line(of: head.layer)
      let isPatched = sentence.patchedParts(of: head).contains { $0 != .residual }
      guard layout.lines.contains(line), isPatched || sentence.ablation(of: head) != nil else {
        continue
      }
      canvas.write(
        sentence.ablation(of: head) == nil ? "‹" : "×", row: layout.row(of: line),
        column: layout.columns(of: head.index).upperBound - 1, style: .problem)
    }
  }

  /// Marks the chosen head, which keeps its colour.
  private func drawMark(on canvas: inout Canvas) {
    let head = sentence.head
    canvas.write(
      String(canvas.glyphs.selected), row: layout.row(of: layout.line(of: head.layer)),
      column: layout.columns(of: head.index).lowerBound,
      style: .heldCell(measure.tint(of: cell(head.layer, head.index))))
  }
}

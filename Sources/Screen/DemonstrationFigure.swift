import Text
import Views
import Canvas
import Lessons

/// Draws what a demonstration shows at a moment: a pure function of its state, so that a movement
/// is a row of such pictures.
package func drawFigure(of playback: Playback, rows: Range<Int>, on canvas: inout Canvas) {
  switch playback.figure {
  case .blending(let blend):
    BlendingFigure(playback, blend, columns: canvas.size.columns).draw(rows: rows, on: &canvas)
  case .rows(let computed):
    drawComputedRows(computed, of: playback, rows: rows, on: &canvas)
  }
}

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
  case .training(let run):
    TrainingFigure(run, until: playback.trainedAtEnd).draw(
      playback.showsUnseen ? run.unseen : run.shown, rows: rows, on: &canvas)
  case .learners(let run):
    LearnersFigure(run, words: playback.learnersWords).draw(rows: rows, on: &canvas)
  }
}

extension Playback {
  /// What the figure is about, for the line above it.
  var figureTitle: String {
    switch figure {
    case .training(let run): "a head that learns from \(run.set.seen.count) sentences"
    case .learners: "four learners, and one word that matters"
    case .blending, .rows: sourceText(of: explorer)
    }
  }

  /// How many words the sentences have from which learners learn now.
  fileprivate var learnersWords: Int? {
    if case .learners(let words) = part { words } else { nil }
  }

  fileprivate var showsUnseen: Bool { if case .unseen = part { true } else { false } }
}

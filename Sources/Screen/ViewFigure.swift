import Canvas
import Explorer

/// The sentence of an explorer and its view alone, as a figure for a paper: without tabs, title and keys,
/// and cut where nothing more is drawn.
public struct ViewFigure {
  /// What is to be seen.
  public let canvas: Canvas
  /// The tokens, cells and heads that its view shows.
  private let shown: Set<Spot>

  /// The figure of `explorer`, at most `size`.
  public init(_ explorer: Explorer, size: Size, glyphs: Glyphs) {
    var canvas = Canvas(size, glyphs: glyphs)
    let rows = explorer.drawSentence(rows: 0..<size.rows, on: &canvas)
    shown = Set(
      canvas.spots(rows: rows).filter { spot in
        switch spot {
        case .token, .cell, .head: true
        case .bar, .line, .key: false
        }
      })
    self.canvas = canvas.trimmed
  }

  /// The figure of `explorer` at the least of the usual sizes at which it shows all that there is to show
  /// in its view, or else at the largest.
  public init(whole explorer: Explorer, glyphs: Glyphs) {
    let figures = Self.sizes.lazy.map { ViewFigure(explorer, size: $0, glyphs: glyphs) }
    let all = Self.largest(explorer, glyphs)
    self = figures.first { $0.shows(all) } ?? figures[Self.sizes.count - 1]
  }

  /// Whether it shows all that a figure of `explorer` shows where there is more room.
  public func isWhole(_ explorer: Explorer, glyphs: Glyphs) -> Bool {
    shows(Self.largest(explorer, glyphs))
  }

  private func shows(_ all: ViewFigure) -> Bool { shown.isSuperset(of: all.shown) }

  /// As people's terminals are, and beyond: each has room for more than the one before.
  private static let sizes = [
    Size(rows: 24, columns: 80), Size(rows: 40, columns: 120), Size(rows: 60, columns: 200),
    Size(rows: 120, columns: 400),
  ]

  private static func largest(_ explorer: Explorer, _ glyphs: Glyphs) -> ViewFigure {
    ViewFigure(explorer, size: Size(rows: 500, columns: 1000), glyphs: glyphs)
  }
}

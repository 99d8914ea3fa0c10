import Text
import Canvas
import AttentionCore
import Explorer

/// One query's weights over the tokens, and under them the blended vector.
package struct RowView: View {
  package static let name = "row"
  package static let help = "one query's weights over the tokens, and what they blend"
  package static let about = """
    Each token has a bar as high as its weight for the query, and under it the weight α \
    and the score that softmax makes it from. Below stands what the weights blend: the \
    vector a, and the words that come nearest to it. Raise one score with ↑ and all other \
    weights sink, because they always sum to 1.
    """

  private let scale: BarScale

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: RowView?) {
    scale = BarScale(analysis, earlier: earlier?.scale)
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let rows = 0..<canvas.size.rows
    let tokens = TokenRow(explorer, columns: canvas.size.columns, top: scale.top)
    let panel = BlendPanel(explorer)
    let heights = RowHeights(
      total: rows.count, panel: panel.rowsWanted, shows: explorer.instruments,
      hasStatus: showsStatus(of: explorer), movesFinals: explorer.analysis.finalShift != nil,
      hidesTokens: explorer.sentence.layout.hidesSpecial,
      hasSingleValues: explorer.sentence.source.readout == .none
        && explorer.analysis.values.columns == 1)
    var row = rows.lowerBound
    let take = { (count: Int) -> Range<Int> in
      defer { row += count }
      return row..<row + count
    }
    if heights.status > 0 { drawStatus(of: explorer, row: take(1).lowerBound, on: &canvas) }
    let saysHidden = heights.bars > 1 && !tokens.window.isWhole
    if saysHidden { tokens.drawHidden(row: take(1).lowerBound, on: &canvas) }
    let bars = heights.bars - (saysHidden ? 1 : 0)
    if bars > 0 { tokens.drawBars(rows: take(bars), on: &canvas) }
    tokens.drawTokens(row: take(1).lowerBound, on: &canvas)
    if heights.weights > 0 { tokens.drawWeights(row: take(1).lowerBound, on: &canvas) }
    if heights.values > 0 { tokens.drawValues(row: take(1).lowerBound, on: &canvas) }
    if heights.products > 0 { tokens.drawProducts(row: take(1).lowerBound, on: &canvas) }
    if heights.renormalized > 0 {
      tokens.drawRenormalized(row: take(1).lowerBound, on: &canvas)
    }
    if heights.changes > 0 { tokens.drawChanges(row: take(1).lowerBound, on: &canvas) }
    if heights.scores > 0 { tokens.drawScores(row: take(1).lowerBound, on: &canvas) }
    if heights.moves > 0 { tokens.drawMoves(row: take(1).lowerBound, on: &canvas) }
    if heights.gap > 0 { _ = take(heights.gap) }
    if heights.heading > 0 {
      panel.drawHeading(row: take(1).lowerBound, above: heights.panel, on: &canvas)
    }
    panel.draw(rows: take(heights.panel), on: &canvas)
  }
}

/// How many rows each part of the row view gets: what matters least is the first to go.
package struct RowHeights {
  /// The bars, the changes since the original, how far the final vectors moved, a blank row, the
  /// heading of the blended vector, and its body.
  private(set) var bars = 2, changes = 0, moves = 0, gap = 0, heading = 0, panel = 1
  /// The weights renormalised without the hidden tokens.
  private(set) var renormalized = 0
  /// The values under the weights and their products, where values are single numbers.
  private(set) var values = 0, products = 0
  /// The status, the weights and the scores, which have a row each where they are shown.
  let status, weights, scores: Int

  /// Below so many rows the parts that always stand would not have a row each.
  package static let fewest = 7

  private enum Part { case bars, renormalized, changes, moves, gap, heading, panel }

  /// - Parameters:
  ///   - wanted: how many rows the body can use.
  ///   - shows: which parts there are.
  ///   - hasStatus: whether there is something to say about the whole row.
  ///   - movesFinals: whether an edit moved final vectors.
  ///   - hidesTokens: whether tokens are hidden.
  ///   - hasSingleValues: whether a value is one number.
  init(
    total: Int, panel wanted: Int, shows: Instruments = .all, hasStatus: Bool = true,
    movesFinals: Bool = false,
    hidesTokens: Bool = false, hasSingleValues: Bool = false
  ) {
    status = hasStatus ? 1 : 0
    weights = shows.shows(.weights) ? 1 : 0
    scores = shows.shows(.scores) ? 1 : 0
    if wanted == 0 { panel = 0 }
    if !shows.shows(.bars) { bars = 0 }
    // The tokens have a row as well.
    var left = total - 1 - status - weights - scores - bars - panel
    let singles = hasSingleValues ? [shows.shows(.values), shows.show(anyOf: .products, .sum)] : []
    if singles.contains(true), left >= singles.count(where: \.self) {
      values = singles[0] ? 1 : 0
      products = singles[1] ? 1 : 0
      left -= values + products
    }
    let wishes: [Part] =
      (hidesTokens && weights > 0 ? [.renormalized] : [])
      + (shows.shows(.formula) ? [.heading] : []) + (shows.shows(.change) ? [.changes] : [])
      + (movesFinals && shows.shows(.change) ? [.moves] : []) + [
        .panel, .bars, .panel, .bars, .bars, .gap,
      ]
      + [.panel, .panel, .panel, .panel, .bars, .panel, .bars, .panel, .bars, .bars, .panel]
      + [.bars, .panel, .bars, .panel, .bars, .bars, .panel, .bars, .bars, .bars, .bars]
    for wish in wishes where left > 0 {
      left -= 1
      switch wish {
      case .changes: changes += 1
      case .moves: moves += 1
      case .renormalized: renormalized += 1
      case .gap: gap += 1
      case .heading: heading += 1
      case .panel where panel < wanted: panel += 1
      case .panel where shows.shows(.bars), .bars where shows.shows(.bars): bars += 1
      case .panel, .bars: break
      }
    }
  }
}

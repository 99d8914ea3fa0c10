import AttentionCore
import Canvas
import Explorer
import Text

/// Names the largest change of each sign, in the third row: what a large one outshines is named too.
///
/// - Parameter sorted: what makes them, that of the largest first.
func drawExtremes<Cause>(
  of sorted: [Cause], name: (Cause) -> String, on canvas: inout Canvas, _ change: (Cause) -> Double
) {
  var column = 0
  for (sign, style) in [(-1.0, Style.less), (1, .more)] {
    guard let most = sorted.first(where: { change($0) * sign > 0 }) else { continue }
    column += canvas.write(changeText(change(most)), row: 2, column: column, style: style) + 1
    column +=
      canvas.write(
        name(most), row: 2, column: column, width: canvas.size.columns - column, style: .faint) + 2
  }
}

/// The activation under the cursor and how much of the outcome beside it brings back, and those that bring
/// back the most.
struct PatchingPanel {
  let map: PatchingMap
  /// The activation under the cursor, where there is one.
  let held: Patch.Site?
  /// What an activation is called.
  let name: (Patch.Site) -> String

  func draw(on canvas: inout Canvas) {
    let (rows, columns) = (canvas.size.rows, canvas.size.columns)
    if let held {
      canvas.write(name(held), row: 0, column: 0, style: .selected)
      let start = displayWidth(of: name(held)) + 2
      canvas.write(text(held), row: 0, column: start, width: columns - start)
    }
    canvas.write(
      "whole \(number(map.whole)), beside \(number(map.target))", row: 1, column: 0,
      width: columns, style: .faint)
    guard rows > 4 else { return }
    drawExtremes(of: map.sorted, name: name, on: &canvas) { map.share($0) ?? 0 }
    canvas.write("bring back the most", row: 3, column: 0, style: .heading)
    let sorted = map.sorted.prefix(rows)
    let top = max(1, sorted.first.flatMap(map.share).map(abs) ?? 1)
    for (row, site) in zip(4..<rows, sorted) {
      let share = map.share(site) ?? 0
      if let head = site.place.head {
        canvas.mark(.head(layer: site.place.layer, index: head), row: row, columns: 0..<columns)
      }
      canvas.write(
        (site == held ? String(canvas.glyphs.selected) : " ") + name(site), row: row, column: 0,
        width: Self.name, style: site == held ? .heading : .plain)
      canvas.write(
        changeText(share), row: row, endingAt: Self.name + 6, style: share > 0 ? .more : .less)
      drawGrowingBar(
        abs(share) / top, row: row,
        columns: Self.name + 7..<max(Self.name + 7, columns - 1), on: &canvas)
    }
  }

  private static let name = 14

  private func text(_ site: Patch.Site) -> String {
    guard let value = map.values[site] else {
      return map.sites.contains(site) ? "not computed yet" : "nothing stands beside it"
    }
    return number(value) + (map.share(site).map { "  share \(decimal($0, places: 3))" } ?? "")
  }

  private func number(_ value: Double) -> String {
    if case .pair = map.outcome { return decimal(value, places: 2) }
    return decimal(value, places: 3)
  }
}

import Canvas
import Explorer
import Text

/// A plane in which the tokens' vectors stand, and the blend glides among them as scores move.
package struct PlaneView: View {
  package static let name = "plane"
  package static let help = "where the blend stands among the words"
  package static let about = """
    The words stand where their vectors point, and ● is what the query blends of them: an \
    average, so it never leaves what it is made of. Raise a score and it glides towards that \
    word; the dots behind it are where it was. The ends of the axes say what left and right, \
    down and up mean.
    """
  /// What stands where.
  package private(set) var plane: Plane

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: PlaneView?) {
    plane = Plane(sentences.current, analysis, earlier: earlier?.plane)
  }

  package mutating func mix(with former: PlaneView, share: Double) {
    plane.mix(with: former.plane, share: share)
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let size = canvas.size
    drawStatus(of: explorer, row: 0, on: &canvas)
    guard !explorer.sentence.lacksValues else {
      return drawCaptureNote(
        Sentence.nothingBlended + " Without vectors nothing has a place in a plane.",
        rows: 2..<max(3, size.rows), columns: 0..<size.columns, on: &canvas)
    }
    let heading = PlaneHeading(plane, explorer)
    heading.draw(row: 1, on: &canvas)
    let mixture = MixedColor(explorer.analysis.blend, in: explorer.sentence)
    let legend = mixture != nil && size.columns >= 60 && size.rows >= 9 ? MixtureLegend.width : 0
    if let mixture {
      let rect =
        legend > 0
        ? Rect(rows: 2..<size.rows, columns: size.columns - legend..<size.columns)
        : Rect(rows: 1..<2, columns: max(0, size.columns - 10)..<size.columns - 2)
      canvas.draw(in: rect) { MixtureLegend(mixture, explorer).draw(on: &$0) }
    }
    let picture = Rect(rows: 2..<max(2, size.rows), columns: 0..<size.columns - legend)
    canvas.draw(in: picture) { canvas in
      PlanePicture(plane, explorer, size: canvas.size).draw(on: &canvas)
    }
  }
}

/// The line over the picture: what glides in it, and its numbers.
private struct PlaneHeading {
  let plane: Plane
  let sentence: Sentence
  let analysis: RowAnalysis

  init(_ plane: Plane, _ explorer: Explorer) {
    self.plane = plane
    sentence = explorer.sentence
    analysis = explorer.analysis
  }

  func draw(row: Int, on canvas: inout Canvas) {
    let columns = canvas.size.columns
    canvas.fill(canvas.glyphs.rule, row: row, columns: 0..<columns, style: .faint)
    let query = canvas.glyphs.clipped(sentence.tokens[sentence.query].text.shown, to: 14)
    let names =
      analysis.final == nil ? ["a(\(query)) = Σ α·v", "a(\(query))"] : ["final vector of \(query)"]
    let titles = names.map { canvas.glyphs.spelled(" \(canvas.glyphs.point) \($0) ") }
    for title in titles {
      let end = 3 + displayWidth(of: title)
      for text in texts
      where end + displayWidth(of: canvas.glyphs.spelled(text)) < columns {
        canvas.write(title, row: row, column: 2, style: .heading)
        canvas.write(text, row: row, column: end)
        return
      }
    }
    canvas.write(titles[0], row: row, column: 2, width: columns - 4, style: .heading)
  }

  /// What can be said, the longest first.
  private var texts: [String] {
    guard let blend = plane.blend else {
      return [" none: every score is masked ", " none "]
    }
    let former = plane.trail.count > 1 ? plane.before : nil
    switch plane.axes {
    case .words(let across, let up):
      let texts = numbers((across.text.shown, \.across), (up.text.shown, \.up), blend, former)
      return texts.map { " cos to\($0)" } + texts
    case .dimensions(let across, let up):
      return numbers((across.name, \.across), (up.name, \.up), blend, former)
    case .line(let dimension):
      return [" \(dimension.name) \(decimal(blend.across, places: 3)) "]
    case .components(let components):
      let share = decimal(components.share * 100, places: 0)
      return [
        " first two principal components, \(share) % of the variance ",
        " \(share) % of the variance ",
      ]
    }
  }

  private func numbers(
    _ across: (name: String, number: KeyPath<Plane.Place, Double>),
    _ up: (name: String, number: KeyPath<Plane.Place, Double>), _ blend: Plane.Place,
    _ former: Plane.Place?
  ) -> [String] {
    let text = { (former: Plane.Place?, places: Int) in
      [across, up].map { name, number in
        let before = former.map { decimal($0[keyPath: number], places: places) + " → " } ?? ""
        return " \(name) \(before)\(decimal(blend[keyPath: number], places: places)) "
      }.joined()
    }
    return (former == nil ? [] : [text(former, 3)]) + [text(nil, 3), text(nil, 2)]
  }
}

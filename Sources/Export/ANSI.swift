import Canvas

/// A screen as text with the escape sequences (ECMA-48, SGR) that a terminal draws it with. Plain text
/// has the terminal's own colours, and every line ends in them.
public func ansiPicture(of canvas: Canvas, _ theme: Theme) -> String {
  (0..<canvas.size.rows).map { ansiRow($0, of: canvas, theme) + "\n" }.joined()
}

/// One row of it, without the end of the line.
func ansiRow(_ row: Int, of canvas: Canvas, _ theme: Theme) -> String {
  canvas.runs(ofRow: row, in: theme).map { run in
    let codes = codes(of: theme.look(of: run.style), depth: theme.depth)
    return codes.isEmpty ? run.text : "\u{1B}[\(codes)m\(run.text)\u{1B}[0m"
  }.joined()
}

private func codes(of look: Look, depth: Theme.Depth) -> String {
  let attributes = [
    (look.isBold, "1"), (look.isDim, "2"), (look.isUnderlined, "4"), (look.isReversed, "7"),
  ].compactMap { $0 ? $1 : nil }
  let colors = [(look.text, "3", "9"), (look.ground, "4", "10")].compactMap { color, base, bright in
    color.map { index in
      switch index {
      case _ where depth == .full: "\(base)8;5;\(index)"
      case 0..<8: "\(base)\(index)"
      default: "\(bright)\(index - 8)"
      }
    }
  }
  return (attributes + colors).joined(separator: ";")
}

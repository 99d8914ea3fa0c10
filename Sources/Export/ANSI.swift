import Canvas

/// A screen as text with the escape sequences (ECMA-48, SGR) that a terminal draws it with. Plain text
/// has the terminal's own colours, and every line ends in them.
public func ansiPicture(of canvas: Canvas, _ theme: Theme) -> String {
  var picture = ""
  for row in 0..<canvas.size.rows {
    for run in canvas.runs(ofRow: row, in: theme) {
      let codes = codes(of: theme.look(of: run.style), depth: theme.depth)
      picture += codes.isEmpty ? run.text : "\u{1B}[\(codes)m\(run.text)\u{1B}[0m"
    }
    picture += "\n"
  }
  return picture
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

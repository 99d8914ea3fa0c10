import Canvas

/// A screen as a page that needs nothing beside it: the drawing, on a page of the same colour.
public func htmlPicture(of canvas: Canvas, _ theme: Theme) -> String {
  """
  <!doctype html>
  <html lang="en">
  <meta charset="utf-8">
  <title>attnviz</title>
  <style>
  body { margin: 0; background: \(theme.ground.hexadecimal); color-scheme: only \(theme.name); }
  svg { display: block; margin: auto; max-width: 100%; height: auto; }
  </style>
  \(svgPicture(of: canvas, theme))</html>

  """
}

extension Theme {
  fileprivate var name: String { background == .dark ? "dark" : "light" }
}

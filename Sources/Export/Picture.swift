import Canvas

/// A file format in which a screen can be taken away.
public enum PictureFormat: String, CaseIterable, Sendable {
  /// The characters alone; with the escape sequences that a terminal draws them with; a drawing; a
  /// page.
  case text, ansi, svg, html

  /// The format that the ending of `path` stands for: .txt, .ans or .ansi, .svg, .html or .htm.
  ///
  /// - Returns: `nil` for any other ending.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    switch path[dot...].lowercased() {
    case ".txt": self = .text
    case ".ans", ".ansi": self = .ansi
    case ".svg": self = .svg
    case ".html", ".htm": self = .html
    default: return nil
    }
  }

  /// What stands in the file that shows `canvas` in the colours of `theme`.
  public func picture(of canvas: Canvas, _ theme: Theme) -> String {
    switch self {
    case .text: canvas.text + "\n"
    case .ansi: ansiPicture(of: canvas, theme)
    case .svg: svgPicture(of: canvas, theme)
    case .html: htmlPicture(of: canvas, theme)
    }
  }
}

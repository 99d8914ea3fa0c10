import Canvas
import Text

/// `text` in lines of at most `width` columns, broken between words; the last of `lines` ends in an
/// ellipsis where there is more than fits.
package func wrapped(_ text: String, width: Int, lines: Int) -> [String] {
  var wrapped: [String] = []
  var rest = text.split(separator: " ").map(String.init)[...]
  while let word = rest.popFirst() {
    var line = word
    while let next = rest.first, displayWidth(of: line) + 1 + displayWidth(of: next) <= width {
      line += " " + rest.removeFirst()
    }
    guard wrapped.count + 1 < lines || rest.isEmpty else {
      // Longer than the line on purpose: writing it cuts it and says so.
      return wrapped + [([line] + rest).joined(separator: " ")]
    }
    wrapped.append(line)
  }
  return wrapped
}

import Canvas
import Explorer
import Text

/// Which tokens are on the screen and in which columns: all of them where they fit, else as many
/// as fit around the selected one.
package struct TokenWindow {
  /// A token's place in the sentence and the columns that are its own, a blank at the end included.
  package struct Place {
    let token: Int
    let columns: Range<Int>
  }

  package static let narrowest = 7
  package static let widest = 16
  /// How much wider a column gets where all tokens fit and room is left.
  package static let mostStretch = 6

  package let places: [Place]
  /// Whether all tokens are on the screen.
  package let isWhole: Bool
  /// How many columns a bar fills: what the narrowest token leaves beside its mark and its blank.
  package let barWidth: Int

  /// - Parameter columns: where tokens may stand.
  package init(tokens: [Token], selected: Int, columns: Range<Int>) {
    let width = { (token: Int) in
      // A column for the mark before it, one blank after it.
      min(Self.widest, max(Self.narrowest, displayWidth(of: tokens[token].text.shown) + 2))
    }
    var first = selected
    var end = selected + 1
    var used = width(selected)
    var grew = true
    while grew {
      grew = false
      if end < tokens.count, used + width(end) <= columns.count {
        used += width(end)
        end += 1
        grew = true
      }
      if first > 0, used + width(first - 1) <= columns.count {
        first -= 1
        used += width(first)
        grew = true
      }
    }
    isWhole = first == 0 && end == tokens.count
    let stretch = isWhole ? min(Self.mostStretch, (columns.count - used) / tokens.count) : 0
    barWidth = Self.narrowest - 2 + max(0, stretch)
    var column = columns.lowerBound
    places = (first..<end).map { token in
      let end = column + width(token) + max(0, stretch)
      defer { column = end }
      return Place(token: token, columns: column..<end)
    }
  }

  /// The tokens on the screen.
  package var tokens: Range<Int> { (places.first?.token ?? 0)..<((places.last?.token ?? -1) + 1) }
}

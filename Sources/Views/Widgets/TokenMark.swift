import Text
import Canvas
import Explorer

extension Sentence {
  /// How a token is marked: as the query, as the one that the arrow keys hold, as both, or not.
  package func mark(of token: Int, glyphs: Glyphs) -> (glyph: Character, style: Style) {
    switch (token == query, token == selected) {
    case (true, true): (glyphs.both, .selected)
    case (false, true): (glyphs.selected, .selected)
    case (true, false): (glyphs.query, .query)
    case (false, false): (" ", .plain)
    }
  }
}

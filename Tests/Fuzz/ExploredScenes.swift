import Canvas
import Explorer
import Screen
import Views

/// So many parts of the work that a key asks for are done after it; the next keys find what is left.
private let mostParts = 2

/// Explores `scenes` with these keys, one after the other, and checks what comes of each of them,
/// also when some of what it asks for is computed.
func explore(_ scenes: PreparedScenes, pressing keys: String) throws {
  guard let sentences = try OpenSentences(scenes) else { return }
  var explorer = Explorer(sentences, problems: scenes.problems)
  for character in keys {
    var keys: ArraySlice = [character == "↑" ? Key.up : .character(character)]
    _ = explorer.press(&keys)
    let size = Size(rows: 24, columns: 80)
    for part in 0...mostParts {
      try check(explorer)
      try check(Screen.draw(explorer, size: size, glyphs: .unicode), size)
      guard part < mostParts, let work = explorer.work else { break }
      explorer.take(work.done())
    }
  }
}

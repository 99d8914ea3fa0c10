import Canvas
import Explorer
import Screen
import Views

/// Explores `scenes` with these keys, one after the other, and checks what comes of each of them.
func explore(_ scenes: PreparedScenes, pressing keys: String) throws {
  guard let sentences = try OpenSentences(scenes) else { return }
  var explorer = Explorer(sentences, problems: scenes.problems)
  for character in keys {
    var keys: ArraySlice = [character == "↑" ? Key.up : .character(character)]
    _ = explorer.press(&keys)
    try check(explorer)
    let size = Size(rows: 24, columns: 80)
    try check(Screen.draw(explorer, size: size, glyphs: .unicode), size)
  }
}

import Views
import Canvas
import Explorer
import Scenes
import Text

/// Draws a line that is being typed, with what it is for before it; of a long one its end, which is
/// what is being typed.
func drawPromptLine(_ prompt: Prompt, row: Int, on canvas: inout Canvas) {
  let label = canvas.write(" \(prompt.label): ", row: row, column: 0, style: .heading)
  let room = max(0, canvas.size.columns - label - 1)
  var width = 0
  let shown = SafeText(prompt.text).shown.reversed().prefix { character in
    width += displayWidth(of: character)
    return width <= room
  }
  let end = label + canvas.write(String(shown.reversed()), row: row, column: label)
  canvas.fill(" ", row: row, columns: end..<end + 1, style: .selected)
}

import Text
import Canvas
/// Which of `count` lines are shown where there is room for `room` of them: those around the line
/// that is held.
package func lines(_ room: Int, of count: Int, around held: Int) -> Range<Int> {
  let shown = min(max(0, room), count)
  let first = min(max(0, held - shown / 2), count - shown)
  return first..<first + shown
}

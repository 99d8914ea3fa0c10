import Canvas
import Explorer
import Terminal

/// What takes in what a person does: the loop of the explorer, and that of the lesson.
@MainActor
protocol InputTaker {
  /// What the pointer does is read by this.
  var pointer: PointerReader { get set }
  /// What the pointer is over, beside names of keys; `nil` where there is nothing.
  var pointedAt: Explorer? { get }
  /// Takes in what was drawn, where what is scrolled goes by it.
  mutating func see(_ canvas: Canvas)
  /// Takes in keys, and returns whether the program goes on.
  mutating func press(_ keys: [Key]) -> Bool
  /// Takes in a paste.
  mutating func paste(_ paste: Paste)
  /// Takes in what the pointer asks for.
  mutating func point(_ commands: [Command])
}

extension InputTaker {
  /// Takes in what a person did on `canvas`, part by part.
  ///
  /// - Returns: whether the program goes on.
  mutating func takeIn(_ parts: [InputPart], on canvas: Canvas) -> Bool {
    see(canvas)
    for part in parts {
      switch part {
      case .keys(let keys): guard press(keys) else { return false }
      case .paste(let text): paste(text)
      case .pointer(let event):
        let spot = canvas.spot(row: event.row, column: event.column)
        switch pointer.meaning(of: event, at: spot, in: pointedAt) {
        case .key(let key)?: guard press([key]) else { return false }
        case .commands(let commands)?: point(commands)
        case nil: break
        }
      }
    }
    return true
  }
}

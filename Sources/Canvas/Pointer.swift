/// What the pointer did, and where.
public struct Pointer: Equatable, Sendable {
  /// A button of a mouse.
  public enum Button: Int, Sendable {
    /// The buttons in the order of their numbers.
    case left, middle, right
  }

  /// What the pointer did.
  public enum Action: Equatable, Sendable {
    /// A button went down or up, or the pointer moved while it was down.
    case press(Button), release(Button), drag(Button)
    /// The pointer moved alone.
    case move
    /// The wheel was turned by one step.
    case wheelUp, wheelDown
  }

  /// What it did.
  public let action: Action
  /// The line of the cell, from 0 at the top.
  public let row: Int
  /// The column of the cell, from 0 at the left.
  public let column: Int

  /// A pointer that does something on a cell.
  public init(_ action: Action, row: Int, column: Int) {
    self.action = action
    self.row = row
    self.column = column
  }
}

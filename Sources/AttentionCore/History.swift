/// A value with its past, so that every change of it can be undone and redone.
public struct History<Value: Equatable & Sendable>: Sendable {
  /// The value as it is now.
  public private(set) var present: Value
  private var past: [Value] = []
  private var future: [Value] = []

  /// A history that begins at `value`.
  public init(_ value: Value) { present = value }

  /// Whether there is a change to go back from.
  public var canUndo: Bool { !past.isEmpty }

  /// Makes `value` the present. What was undone before can no longer be redone. Recording the
  /// present again changes nothing.
  public mutating func record(_ value: Value) {
    guard value != present else { return }
    past.append(present)
    future.removeAll()
    present = value
  }

  /// Goes back one change.
  ///
  /// - Returns: whether there was one.
  public mutating func undo() -> Bool {
    guard let earlier = past.popLast() else { return false }
    future.append(present)
    present = earlier
    return true
  }

  /// Takes back the last undo.
  ///
  /// - Returns: whether there was one.
  public mutating func redo() -> Bool {
    guard let later = future.popLast() else { return false }
    past.append(present)
    present = later
    return true
  }
}

/// Interventions with their past, so that a change can be undone and redone: the latest thousand.
///
/// Of a step only what it changed is remembered: a held key takes little memory also where much stands
/// edited.
public struct History: Sendable {
  /// How many changes can be undone; what is older is forgotten.
  public static let longest = 1000

  /// The interventions as they are now.
  public private(set) var present: Interventions
  /// What leads back, the latest step last.
  private var past: [Interventions.Difference] = []
  /// What leads on again, the next step last.
  private var future: [Interventions.Difference] = []

  /// A history that begins at `interventions`.
  public init(_ interventions: Interventions) { present = interventions }

  /// Whether there is a change to go back from.
  public var canUndo: Bool { !past.isEmpty }

  /// Makes `interventions` the present. What was undone before can no longer be redone. Recording
  /// the present again changes nothing.
  public mutating func record(_ interventions: Interventions) {
    guard interventions != present else { return }
    if past.count == Self.longest { past.removeFirst() }
    past.append(interventions.difference(to: present))
    future.removeAll()
    present = interventions
  }

  /// Records `interventions` as one change with what was changed since they were `start`, where that is
  /// the latest change alone: what is drawn to its place by a pointer is one change.
  public mutating func record(_ interventions: Interventions, since start: Interventions) {
    if present != start, undo(), present != start { _ = redo() }
    record(interventions)
  }

  /// Makes of all interventions, those before and those to come as well, what `change` makes of them, as
  /// no change of its own.
  ///
  /// - Parameter change: leaves scores as they are.
  public mutating func amend(_ change: (inout Interventions) -> Void) {
    change(&present)
    for step in past.indices { change(&past[step].rest) }
    for step in future.indices { change(&future[step].rest) }
  }

  /// Goes back one change.
  ///
  /// - Returns: whether there was one.
  public mutating func undo() -> Bool {
    guard let step = past.popLast() else { return false }
    future.append(take(step))
    return true
  }

  /// Takes back the last undo.
  ///
  /// - Returns: whether there was one.
  public mutating func redo() -> Bool {
    guard let step = future.popLast() else { return false }
    past.append(take(step))
    return true
  }

  /// The same history of a sentence that has only `count` tokens left: what was done at others is
  /// forgotten in all of it.
  public func limited(to count: Int) -> History {
    var (back, ahead) = (self, self)
    var (earlier, later) = ([present], [Interventions]())
    while back.undo() { earlier.append(back.present) }
    while ahead.redo() { later.append(ahead.present) }
    var limited = History(back.present.limited(to: count))
    for state in earlier.reversed() { limited.record(state.limited(to: count)) }
    let before = limited.past.count
    for state in later { limited.record(state.limited(to: count)) }
    while limited.past.count > before, limited.undo() {}
    return limited
  }

  /// - Returns: what leads back from there.
  private mutating func take(_ step: Interventions.Difference) -> Interventions.Difference {
    let before = present
    present.apply(step)
    return present.difference(to: before)
  }
}

extension Interventions {
  /// What leads from some interventions to others.
  struct Difference: Sendable {
    /// What stands over the scores that differ; `nil` is nothing.
    fileprivate let changes: [(target: Target, change: ScoreChange?)]
    /// All that is not a score, without any.
    fileprivate var rest: Interventions
  }

  fileprivate func difference(to other: Interventions) -> Difference {
    let changed = changes.keys.filter { changes[$0] != other.changes[$0] }
    let added = other.changes.keys.filter { changes[$0] == nil }
    return Difference(
      changes: (changed + added).map { ($0, other.changes[$0]) }, rest: other.with([:]))
  }

  fileprivate mutating func apply(_ difference: Difference) {
    var changes = changes
    for (target, change) in difference.changes { changes[target] = change }
    self = difference.rest.with(changes)
  }
}

import AttentionCore
import Canvas

/// Turns what the pointer does into what is asked for, as the key table does for keys: a click selects
/// a token, a second one makes it the query, the wheel nudges, and a bar is drawn to the weight that it
/// is to have.
public struct PointerReader: Sendable {
  /// What is asked for.
  public enum Meaning: Equatable, Sendable {
    /// What pressing this key asks for.
    case key(Key)
    /// These commands, one after the other.
    case commands([Command])
  }

  /// A token whose bar is held.
  private struct Hold {
    let token: Int
    /// Whether it was selected before.
    let wasSelected: Bool
    /// Whether the pointer has moved since, and whether that has changed the weight.
    var hasMoved = false
    var hasWeighed = false
  }

  private var hold: Hold?
  /// The key on whose name the button went down.
  private var pressed: Key?

  /// A reader of a pointer that holds nothing.
  public init() {}

  /// What `pointer` asks for where `spot` is under it; `nil` where it asks for nothing.
  public mutating func meaning(
    of pointer: Pointer, at spot: Spot?, in explorer: Explorer?
  ) -> Meaning? {
    // A key counts when the button goes up, so that the shell after a click on `quit` is told of nothing.
    let former = pressed
    pressed = nil
    if case .key(let key)? = spot {
      if pointer.action == .press(.left) { pressed = key }
      if pointer.action == .release(.left), key == former { return .key(key) }
    }
    guard let explorer else { return nil }
    switch explorer.focus {
    case .sentence: return meaning(of: pointer.action, at: spot, in: explorer)
    case .help:
      let lines = pointer.action.wheel * 3
      return lines == 0 ? nil : .commands([.scrollHelp(-lines)])
    case .list(let list): return meaning(of: pointer.action, at: spot, in: list)
    case .prompt, .confirmation: return nil
    }
  }

  private mutating func meaning(
    of action: Pointer.Action, at spot: Spot?, in explorer: Explorer
  ) -> Meaning? {
    switch action {
    case .press(.left): return press(spot, in: explorer)
    case .drag(.left): return drag(to: spot)
    case .release(.left):
      defer { hold = nil }
      guard let hold, !hold.hasMoved, hold.wasSelected else { return nil }
      return .commands([.sentence(.select(key: hold.token, query: hold.token))])
    case .wheelUp, .wheelDown:
      guard let selection = spot?.selection else { return nil }
      return .commands([selection, .sentence(.nudge(Double(action.wheel) * 0.1))])
    case .press, .release, .drag, .move: return nil
    }
  }

  private func meaning(
    of action: Pointer.Action, at spot: Spot?, in list: SentenceList
  ) -> Meaning? {
    if case .line(let place)? = spot, action == .press(.left) {
      return .commands([place == list.chosen ? .accept : .moveChoice(place - list.chosen)])
    }
    return action.wheel == 0 ? nil : .commands([.moveChoice(-3 * action.wheel)])
  }

  private mutating func press(_ spot: Spot?, in explorer: Explorer) -> Meaning? {
    hold = nil
    switch spot {
    case .token(let token)?:
      let isSecond = token == explorer.sentence.selected
      return .commands([.sentence(.select(key: token, query: isSecond ? token : nil))])
    case .bar(let token, _)?:
      hold = Hold(token: token, wasSelected: token == explorer.sentence.selected)
      return spot?.selection.map { .commands([$0]) }
    case .cell?: return spot?.selection.map { .commands([$0]) }
    case .head(let layer, let index)?:
      let head = HeadID(layer: layer, index: index)
      return head == explorer.sentence.head ? .key(.enter) : .commands([.sentence(.showHead(head))])
    case .key?, .line?, nil: return nil
    }
  }

  private mutating func drag(to spot: Spot?) -> Meaning? {
    hold?.hasMoved = true
    guard let hold, case .bar(_, let weight)? = spot else { return nil }
    self.hold?.hasWeighed = true
    return .commands([
      .sentence(.select(key: hold.token, query: nil)),
      .sentence(.weigh(weight, isContinued: hold.hasWeighed)),
    ])
  }
}

extension Spot {
  /// What selects it, where it stands for a key token.
  fileprivate var selection: Command? {
    switch self {
    case .token(let token), .bar(let token, _): .sentence(.select(key: token, query: nil))
    case .cell(let query, let key): .sentence(.select(key: key, query: query))
    case .head, .line, .key: nil
    }
  }
}

extension Pointer.Action {
  /// How many steps the wheel was turned up.
  fileprivate var wheel: Int {
    switch self {
    case .wheelUp: 1
    case .wheelDown: -1
    case .press, .release, .drag, .move: 0
    }
  }
}

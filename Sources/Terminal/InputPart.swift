import Canvas

/// What a person does, in parts that are taken in at once.
public enum InputPart: Equatable, Sendable {
  /// Keys that follow each other.
  case keys([Key])
  /// Text that was pasted.
  case paste(Paste)
  /// The pointer did something.
  case pointer(Pointer)
}

extension [Terminal.Event] {
  /// What the person did, in order.
  public var parts: [InputPart] {
    var parts: [InputPart] = []
    for case .input(let input) in self {
      switch (input, parts.last) {
      case (.key(let key), .keys(let keys)): parts[parts.count - 1] = .keys(keys + [key])
      case (.key(let key), _): parts.append(.keys([key]))
      case (.paste(let paste), _): parts.append(.paste(paste))
      case (.pointer(let pointer), _): parts.point(pointer)
      case (.reply, _), (.focus, _): break
      }
    }
    return parts
  }

  /// The first signal that asks the program to end; `nil` where none does.
  public var end: Int32? {
    lazy.compactMap { if case .end(let signal) = $0 { signal } else { nil } }.first
  }
}

extension [InputPart] {
  /// Adds what the pointer did. Of the places that it was dragged through only the last one counts.
  fileprivate mutating func point(_ pointer: Pointer) {
    if case .pointer(let former) = last, case .drag = former.action, former.action == pointer.action
    {
      removeLast()
    }
    append(.pointer(pointer))
  }
}

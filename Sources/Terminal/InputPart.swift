import Canvas

/// What a person does, in parts that are taken in at once.
public enum InputPart: Equatable, Sendable {
  /// Keys that follow each other.
  case keys([Key])
  /// Text that was pasted.
  case paste(Paste)
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
      case (.pointer, _), (.reply, _), (.focus, _): break
      }
    }
    return parts
  }

  /// The first signal that asks the program to end; `nil` where none does.
  public var end: Int32? {
    lazy.compactMap { if case .end(let signal) = $0 { signal } else { nil } }.first
  }
}

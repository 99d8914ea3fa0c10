import CNcurses
import Canvas
import Glibc

/// What a terminal sends for its keys, as its description says.
public struct KeySequences: Sendable {
  /// What bytes begin with.
  enum Match {
    /// What a key sends, which is that long; no key where the program has no name for it.
    case sequence(length: Int, Key?)
    /// A part of what a key sends; more may follow.
    case beginning
    case nothing
  }

  private var keys: [[UInt8]: Key?] = [:]
  private var beginnings: Set<[UInt8]> = []

  /// The keys with these names in terminfo, such as `kcuu1`, and what they send.
  public init(_ descriptions: [(name: String, bytes: [UInt8])]) {
    for (name, bytes) in descriptions {
      let key = Self.named[name]
      guard Self.isOfOneKey(bytes, named: name) else { continue }
      // Where two keys send the same, that one counts which means something.
      if key == nil, keys[bytes] != nil { continue }
      keys[bytes] = .some(key)
      beginnings.formUnion((1..<bytes.count).map { Array(bytes.prefix($0)) })
    }
  }

  /// What the terminal sends that ncurses has open.
  @MainActor static var ofTerminal: KeySequences {
    var descriptions: [(name: String, bytes: [UInt8])] = []
    var place: CInt = 0
    while let name = shim_capability_name(place).map({ String(cString: $0) }) {
      place += 1
      guard name.hasPrefix("k"), let value = shim_capability(name) else { continue }
      let characters = UnsafeBufferPointer(start: value, count: strlen(value))
      descriptions.append((name, characters.map(UInt8.init(bitPattern:))))
    }
    return KeySequences(descriptions)
  }

  /// What `bytes` begin with: the longest that is known.
  func match(_ bytes: ArraySlice<UInt8>) -> Match {
    var match = Match.nothing
    var length = 1
    while length <= bytes.count {
      let prefix = Array(bytes.prefix(length))
      if let key = keys[prefix] { match = .sequence(length: length, key) }
      guard beginnings.contains(prefix) else { return match }
      length += 1
    }
    return .beginning
  }

  /// Whether a key can be told by what it sends. A character is itself; what begins every sequence
  /// is no key, and neither is what begins the reports of a pointer.
  private static func isOfOneKey(_ bytes: [UInt8], named name: String) -> Bool {
    guard let first = bytes.first, name != "kmous", !(0x20...0x7E ~= first) else { return false }
    if bytes.count == 1 { return first != 0x1B && named[name] != nil }
    return first != 0x1B || bytes.count > 2 || !"[O]PX^_".utf8.contains(bytes[1])
  }

  private static let named: [String: Key] = [
    "kcuu1": .up, "kcud1": .down, "kcub1": .left, "kcuf1": .right, "kri": .shiftUp,
    "kind": .shiftDown, "kcbt": .backTab, "khome": .home, "kend": .end, "kpp": .pageUp,
    "knp": .pageDown, "kbs": .backspace, "kent": .enter, "kdch1": .delete,
  ]
}

extension Key {
  /// The key that sends this one byte; `nil` for one that the program has no name for.
  init?(ascii byte: UInt8) {
    switch byte {
    case 9: self = .tab
    case 10, 13: self = .enter
    case 27: self = .escape
    case 8, 127: self = .backspace
    case 1...26: self = .control(Character(Unicode.Scalar(byte + 0x60)))
    case 32...126: self = .character(Character(Unicode.Scalar(byte)))
    default: return nil
    }
  }
}

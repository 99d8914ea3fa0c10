import Canvas
import Glibc
import Text

/// Turns the bytes that a terminal sends into keys, pastes, pointers and replies, whatever reads they
/// arrive in. Nothing else is ever run as a key: what means nothing here is swallowed whole.
///
/// Sequences are those of ECMA-48: ESC [ up to a byte from @ to ~, ESC O and one such byte, and the
/// strings that ESC ], P, X, ^ and _ begin and ESC \ or BEL ends. ESC and the byte after it may come as one
/// byte from 0x80 to 0x9F, or as the character of that number.
///
///     var decoder = InputDecoder()
///     decoder.take([0x1B, 0x5B])  // nothing yet
///     decoder.take([0x41])        // the key ↑
public struct InputDecoder: Sendable {
  private enum Mode {
    case keys, string, paste
  }

  /// The most bytes of a paste that are kept, and the most that a sequence may have: 1 MB.
  public static let most = 1 << 20
  /// The most bytes of a string that are kept: no reply is longer.
  private static let longestReply = 4096
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private let sequences: KeySequences
  private let escapeDelay: Duration
  private var mode = Mode.keys
  private var pending: [UInt8] = []
  /// What is kept of the string or the paste that is under way, and how long it is.
  private var collected: [UInt8] = []
  private var length = 0
  /// The last byte of the string that is under way.
  private var last: UInt8 = 0
  /// Whether nothing follows what is pending.
  private var isOver = false

  /// A decoder that has got nothing yet.
  ///
  /// - Parameters:
  ///   - sequences: what the terminal sends for keys besides the sequences that all have.
  ///   - escapeDelay: how long after ESC a sequence may go on; later it was the key Escape.
  public init(
    _ sequences: KeySequences = KeySequences([]), escapeDelay: Duration = .milliseconds(25)
  ) {
    self.sequences = sequences
    self.escapeDelay = escapeDelay
  }

  /// What `bytes` mean together with those before; what may still go on is kept.
  public mutating func take(_ bytes: some Sequence<UInt8>) -> [Input] {
    pending += bytes
    return decode()
  }

  /// After how long a silence `giveUp` is to be called; `nil` where nothing is under way.
  public var patience: Duration? {
    switch mode {
    case .paste: .seconds(2)
    case .string: .milliseconds(750)
    case .keys where pending.isEmpty: nil
    case .keys where pending.count > 1 && pending[0] == escape: .milliseconds(750)
    case .keys: escapeDelay
    }
  }

  /// Ends what is under way, since nothing follows: ESC was the key Escape, a paste is what has come
  /// of it, and a part of a sequence is nothing.
  public mutating func giveUp() -> [Input] {
    isOver = true
    defer { isOver = false }
    if mode == .string, pending.isEmpty { mode = .keys }
    return decode()
  }

  private mutating func decode() -> [Input] {
    var inputs: [Input] = []
    var rest = pending[...]
    var before = -1
    // A paste that is given up ends though no byte is left.
    while !rest.isEmpty || (isOver && mode == .paste), rest.count != before {
      before = rest.count
      let input =
        switch mode {
        case .keys: takeKey(&rest)
        case .string: takeString(&rest)
        case .paste: takePaste(&rest)
        }
      if let input { inputs.append(input) }
    }
    pending = rest.count > Self.most ? [] : Array(rest)
    return inputs
  }

  /// Takes one key or sequence off `rest`, or nothing where more is to come.
  private mutating func takeKey(_ rest: inout ArraySlice<UInt8>) -> Input? {
    switch sequences.match(rest) {
    case .sequence(let length, let key):
      rest.removeFirst(length)
      return key.map(Input.key)
    case .beginning where !isOver: return nil
    case .beginning, .nothing: break
    }
    guard let first = rest.first else { return nil }
    switch first {
    case escape:
      guard let second = rest.dropFirst().first else {
        guard isOver else { return nil }
        rest.removeFirst()
        return .key(.escape)
      }
      if Self.introducers.contains(second) { return takeSequence(second, length: 2, &rest) }
      // Escape, and then a key of its own.
      rest.removeFirst()
      return .key(.escape)
    case 0x80...0x9F: return takeSequence(first - 0x40, length: 1, &rest)
    case 0xC2:
      if let second = rest.dropFirst().first, 0x80...0x9F ~= second {
        return takeSequence(second - 0x40, length: 2, &rest)
      }
      return takeCharacter(&rest)
    default: return takeCharacter(&rest)
    }
  }

  private static let introducers = Set("[O]PX^_".utf8)

  /// Takes what `introducer` begins, after which `rest` goes on at `start`; alone, it is nothing.
  private mutating func takeSequence(
    _ introducer: UInt8, length start: Int, _ rest: inout ArraySlice<UInt8>
  ) -> Input? {
    switch introducer {
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      return takeControlSequence(introducer, length: start, &rest)
    case let introducer where Self.introducers.contains(introducer):
      rest.removeFirst(start)
      (mode, collected, length, last) = (.string, [introducer], 0, 0)
    default: rest.removeFirst(start)
    }
    return nil
  }

  private mutating func takeControlSequence(
    _ introducer: UInt8, length start: Int, _ rest: inout ArraySlice<UInt8>
  ) -> Input? {
    let body = rest.dropFirst(start)
    // Linux' own function keys are ESC [ [ and a letter.
    let isDoubled = introducer == UInt8(ascii: "[") && body.first == UInt8(ascii: "[")
    let tail = isDoubled ? body.dropFirst() : body
    guard let end = tail.firstIndex(where: { !(0x20...0x3F ~= $0) }) else {
      if isOver { rest = [] }
      return nil
    }
    guard 0x40...0x7E ~= rest[end] else {
      // Broken off: what breaks it off counts for itself.
      rest = rest[end...]
      return nil
    }
    let sequence = ControlSequence(body[..<end], final: rest[end])
    if sequence.isOldPointer, introducer == UInt8(ascii: "[") {
      // Three more bytes say which button and where.
      guard rest[end...].count > 3 || isOver else { return nil }
      rest = rest[end...].dropFirst(4)
      return nil
    }
    rest = rest[end...].dropFirst()
    if isDoubled { return nil }
    if sequence.beginsPaste {
      (mode, collected, length) = (.paste, [], 0)
      return nil
    }
    return introducer == UInt8(ascii: "O")
      ? sequence.keyOfApplication.map(Input.key) : sequence.input
  }

  private func takeCharacter(_ rest: inout ArraySlice<UInt8>) -> Input? {
    let first = rest[rest.startIndex]
    if first < 0x80 {
      rest.removeFirst()
      return Key(ascii: first).map(Input.key)
    }
    let length =
      switch first {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    let bytes = rest.prefix(length)
    if bytes.count < length, !isOver, bytes.dropFirst().allSatisfy({ 0x80...0xBF ~= $0 }) {
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else {
      rest.removeFirst()
      // What belonged to a character that is broken off begins no sequence.
      rest = rest.dropFirst(bytes.dropFirst().prefix { 0x80...0x9F ~= $0 }.count)
      return Unicode.Scalar(standingFor: first).map { .key(.character(Character($0))) }
    }
    rest.removeFirst(length)
    return .key(.character(Character(scalar)))
  }

  private mutating func takeString(_ rest: inout ArraySlice<UInt8>) -> Input? {
    let end =
      rest.indices.first { place in
        let before = place > rest.startIndex ? rest[place - 1] : last
        return Self.isEnd(rest[place], after: before)
      } ?? rest.endIndex
    let part = rest[..<end]
    length += part.count
    last = part.last ?? last
    collected += part.prefix(max(0, Self.longestReply - collected.count))
    rest = rest[end...]
    guard let byte = rest.first else {
      if isOver || length > Self.most { mode = .keys }
      return nil
    }
    if byte == escape {
      guard rest.count > 1 || isOver else { return nil }
      // Any other sequence breaks the string off.
      guard rest.dropFirst().first == UInt8(ascii: "\\") else {
        mode = .keys
        return takeKey(&rest)
      }
      rest.removeFirst()
    }
    rest.removeFirst()
    mode = .keys
    let isWhole = ![cancel, substitute].contains(byte)
    if byte == terminator, last == 0xC2 { collected.removeLast() }
    return isWhole ? Reply(string: collected).map(Input.reply) : nil
  }

  private static func isEnd(_ byte: UInt8, after before: UInt8) -> Bool {
    switch byte {
    case bell, escape, cancel, substitute: true
    // Else it is a part of a character.
    case terminator: before < 0x80 || before == 0xC2
    default: false
    }
  }

  private mutating func takePaste(_ rest: inout ArraySlice<UInt8>) -> Input? {
    let end = Self.pasteEnd
    var place = rest.startIndex
    while let found = rest[place...].firstIndex(of: escape),
      !end.starts(with: rest[found...].prefix(end.count))
    {
      place = found + 1
    }
    let found = rest[place...].firstIndex(of: escape) ?? rest.endIndex
    let isWhole = rest[found...].count >= end.count
    let part = isWhole || !isOver ? rest[..<found] : rest
    length += part.count
    collected += part.prefix(Self.most - collected.count)
    rest = isWhole ? rest[found...].dropFirst(end.count) : isOver ? [] : rest[found...]
    guard isWhole || isOver else { return nil }
    mode = .keys
    defer { collected = [] }
    return .paste(Paste(text: String(lossless: collected), isCut: length > collected.count))
  }
}

private let bell: UInt8 = 0x07
private let cancel: UInt8 = 0x18
private let substitute: UInt8 = 0x1A
private let escape: UInt8 = 0x1B
/// ESC \ in one byte.
private let terminator: UInt8 = 0x9C

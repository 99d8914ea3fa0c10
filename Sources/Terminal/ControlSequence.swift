import Canvas

/// A sequence that ESC [ or ESC O begins, by its parts.
struct ControlSequence {
  /// What stands before the numbers where the sequence is a private one: one of < = > ?.
  private let marker: UInt8?
  /// The numbers; 0 where one is left out.
  private let numbers: [Int]
  private let final: UInt8
  /// Whether there are other signs in it than numbers, such as that a key is let go.
  private let hasMore: Bool

  /// The sequence with these bytes between its introducer and its last byte.
  init(_ body: ArraySlice<UInt8>, final: UInt8) {
    marker = body.first.flatMap { 0x3C...0x3F ~= $0 ? $0 : nil }
    let text = String(decoding: body.dropFirst(marker == nil ? 0 : 1), as: UTF8.self)
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    numbers = text.isEmpty ? [] : parts.map { $0.isEmpty ? 0 : Int($0) ?? -1 }
    hasMore = numbers.contains(-1)
    self.final = final
  }

  /// Whether text that is pasted follows.
  var beginsPaste: Bool { final == UInt8(ascii: "~") && numbers == [200] && marker == nil }

  /// Whether it begins a report of the pointer in X10's way, of which three bytes follow.
  var isOldPointer: Bool { final == UInt8(ascii: "M") && numbers.isEmpty && marker == nil }

  /// What it means after ESC [; `nil` where it means nothing here.
  var input: Input? {
    guard !hasMore else { return nil }
    switch (marker, final) {
    case (nil, UInt8(ascii: "I")) where numbers.isEmpty: return .focus(true)
    case (nil, UInt8(ascii: "O")) where numbers.isEmpty: return .focus(false)
    case (nil, UInt8(ascii: "M")): return nil
    case (nil, _): return key.map(Input.key)
    case (UInt8(ascii: "?"), UInt8(ascii: "c")): return .reply(.attributes(numbers))
    case (UInt8(ascii: "<"), UInt8(ascii: "M")): return pointer(isDown: true).map(Input.pointer)
    case (UInt8(ascii: "<"), UInt8(ascii: "m")): return pointer(isDown: false).map(Input.pointer)
    default: return nil
    }
  }

  /// The key that it stands for after ESC O, which begins those of the keypad too.
  var keyOfApplication: Key? {
    switch (final, numbers) {
    case (UInt8(ascii: "c"), []): .controlRight
    case (UInt8(ascii: "d"), []): .controlLeft
    // From * to 9, 0x40 further on.
    case (0x6A...0x79, []): Key(ascii: final - 0x40)
    case (UInt8(ascii: "X"), []): .character("=")
    default: key
    }
  }

  /// The key that it stands for, in either spelling: 1 and a modifier may stand before the letter.
  private var key: Key? {
    guard marker == nil, !hasMore else { return nil }
    switch (final, numbers.count) {
    case (UInt8(ascii: "~"), 1): return Self.numbered[numbers[0]]
    case (UInt8(ascii: "~"), 2): return held(1) == [] ? Self.numbered[numbers[0]] : nil
    // Keys by their characters: xterm's modifyOtherKeys, and what kitty and others made of it.
    case (UInt8(ascii: "~"), 3) where numbers[0] == 27: return key(of: numbers[2], held: held(1))
    case (UInt8(ascii: "u"), 1): return key(of: numbers[0], held: [])
    case (UInt8(ascii: "u"), 2): return key(of: numbers[0], held: held(1))
    case (_, 0): return Self.lettered[final]
    case (_, 1): return key(ofLetterHeld: held(0))
    case (_, 2) where numbers[0] == 1: return key(ofLetterHeld: held(1))
    default: return nil
    }
  }

  /// What else is down, where the number at `place` says it: one more than its bits, of which those of
  /// locks say nothing here.
  private func held(_ place: Int) -> Held? {
    guard 0...256 ~= numbers[place] else { return nil }
    return Held(rawValue: max(0, numbers[place] - 1)).subtracting(.locks)
  }

  private func key(ofLetterHeld held: Held?) -> Key? {
    switch held {
    case []?: Self.lettered[final]
    case [.shift]?: Self.shifted[final]
    case [.alt]?, [.control]?: Self.withControl[final]
    default: nil
    }
  }

  private func key(of number: Int, held: Held?) -> Key? {
    guard let scalar = Unicode.Scalar(UInt32(clamping: number)) else { return nil }
    let isLetter = ("a"..."z").contains(scalar)
    let character = Character(scalar)
    switch (number, held) {
    case (9, [.shift]?): return .backTab
    case (13, []?), (13, [.shift]?), (127, []?), (127, [.shift]?), (9, []?), (27, []?):
      return Key(ascii: UInt8(number))
    case (0..<32, _), (127..<160, _): return nil
    // Unicode's private characters stand for keys that mean nothing here.
    case (0xE000...0xF8FF, _): return nil
    case (_, []?): return .character(character)
    case (_, [.control]?): return isLetter ? .control(character) : nil
    // What the key gives with Shift, xterm says; else that goes by the layout.
    case (_, [.shift]?) where isLetter: return .character(Character(character.uppercased()))
    case (_, [.shift]?):
      return final == UInt8(ascii: "~") || number == 32 ? .character(character) : nil
    default: return nil
    }
  }

  /// Keys that are down beside another one.
  private struct Held: OptionSet {
    let rawValue: Int
    static let (shift, alt, control) = (Held(rawValue: 1), Held(rawValue: 2), Held(rawValue: 4))
    static let locks = Held(rawValue: 64 + 128)
  }

  private static let numbered: [Int: Key] = [
    1: .home, 7: .home, 3: .delete, 4: .end, 8: .end, 5: .pageUp, 6: .pageDown,
  ]
  private static let lettered: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "Z"): .backTab, UInt8(ascii: "M"): .enter, UInt8(ascii: "I"): .tab,
    // As rxvt has it.
    UInt8(ascii: "a"): .shiftUp, UInt8(ascii: "b"): .shiftDown,
  ]
  private static let shifted: [UInt8: Key] = [
    UInt8(ascii: "A"): .shiftUp, UInt8(ascii: "B"): .shiftDown, UInt8(ascii: "Z"): .backTab,
  ]
  private static let withControl: [UInt8: Key] = [
    UInt8(ascii: "C"): .controlRight, UInt8(ascii: "D"): .controlLeft,
  ]

  /// SGR's report (xterm, DECSET 1006): the button with 32 for movement and 64 for the wheel, then
  /// column and line from 1.
  private func pointer(isDown: Bool) -> Pointer? {
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    let number = numbers[0] & 3
    let action: Pointer.Action
    switch (numbers[0] & ~0b11111, Pointer.Button(rawValue: number)) {
    case (0, let button?): action = isDown ? .press(button) : .release(button)
    case (32, let button?): action = .drag(button)
    case (32, nil): action = .move
    case (64, .left) where isDown: action = .wheelUp
    case (64, .middle) where isDown: action = .wheelDown
    default: return nil
    }
    return Pointer(action, row: numbers[2] - 1, column: numbers[1] - 1)
  }
}

extension Reply {
  /// What a string answers; `nil` where it answers nothing.
  ///
  /// - Parameter bytes: the string from its introducer on, without what ended it.
  init?(string bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    // Where it is seen through, how much of it there is stands at the end.
    guard
      let (prefix, count) = [("]11;rgb:", 3), ("]11;rgba:", 4)].first(where: {
        text.hasPrefix($0.0)
      })
    else { return nil }
    let parts = text.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false)
      .map(Self.share)
    guard parts.count == count, let red = parts[0], let green = parts[1], let blue = parts[2] else {
      return nil
    }
    self = .background(red: red, green: green, blue: blue)
  }

  /// One to four hexadecimal digits as a part of the most that so many can say (XParseColor).
  private static func share(_ digits: Substring) -> Double? {
    guard 1...4 ~= digits.count, digits.allSatisfy(\.isHexDigit), let value = Int(digits, radix: 16)
    else { return nil }
    return Double(value) / Double(1 << (4 * digits.count) - 1)
  }
}

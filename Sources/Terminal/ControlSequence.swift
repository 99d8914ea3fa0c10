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

  /// The key that it stands for, in either spelling: 1 and a modifier may stand before the letter.
  var key: Key? {
    guard marker == nil, !hasMore else { return nil }
    if final == UInt8(ascii: "~") {
      guard numbers.count == 1 else { return nil }
      return Self.numbered[numbers[0]]
    }
    switch numbers {
    case [], [1], [0], [1, 1]: return Self.lettered[final]
    case [1, 2], [2]: return Self.shifted[final]
    case [1, 3], [3], [1, 5], [5]: return Self.held[final]
    default: return nil
    }
  }

  private static let numbered: [Int: Key] = [
    1: .home, 7: .home, 3: .delete, 4: .end, 8: .end, 5: .pageUp, 6: .pageDown,
  ]
  private static let lettered: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "Z"): .backTab, UInt8(ascii: "M"): .enter, UInt8(ascii: "I"): .tab,
  ]
  private static let shifted: [UInt8: Key] = [
    UInt8(ascii: "A"): .shiftUp, UInt8(ascii: "B"): .shiftDown, UInt8(ascii: "Z"): .backTab,
  ]

  /// Held with Alt or Ctrl.
  private static let held: [UInt8: Key] = [
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

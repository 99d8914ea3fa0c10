import Canvas

/// A line that is being typed: its text, where the cursor stands in it, and whether all of it is
/// selected, as a suggestion is that the first character typed replaces.
///
/// Everything goes by graphemes: a mark that is typed joins the letter before the cursor.
///
///     var line = TypedLine("it was big.json")
///     line.take(.moveToStart)
///     line.take(.insert("“"))  // “it was big.json
public struct TypedLine: Equatable, Sendable {
  /// What a key does to a line.
  public enum Edit: Equatable, Sendable {
    /// Types a character at the cursor, in the place of what is selected.
    case insert(Character)
    /// Takes off what is selected, or else the character before the cursor or after it.
    case eraseBack, eraseOn
    /// Takes off what is selected, or else the word before the cursor, up to a blank or a slash.
    case eraseWordBack
    /// Takes off all before the cursor, all after it.
    case eraseToStart, eraseToEnd
    /// Moves the cursor over a character or a word. What was selected stays as if it had been typed.
    case moveBack, moveOn, moveWordBack, moveWordOn
    /// Moves the cursor to the start, to the end.
    case moveToStart, moveToEnd
  }

  /// The most bytes of UTF-8 in a line: as many as the longest path has.
  public static let longest = 4096

  /// What has been typed.
  public private(set) var text: String
  /// How many characters stand before the cursor.
  public private(set) var cursor: Int
  /// Whether the whole text is selected.
  public private(set) var isSelected: Bool

  /// A line in which `text` stands, or as much of its beginning as a line may have, the cursor at its
  /// end.
  ///
  /// - Parameter isSelected: whether what is typed takes its place.
  public init(_ text: String = "", isSelected: Bool = false) {
    var text = text
    while text.utf8.count > Self.longest { text.removeLast() }
    self.text = text
    cursor = text.count
    self.isSelected = isSelected && !text.isEmpty
  }

  /// What stands before the cursor, and after it.
  public var parts: (before: Substring, after: Substring) {
    (text.prefix(cursor), text.dropFirst(cursor))
  }

  /// Does what a key does.
  public mutating func take(_ edit: Edit) {
    if isSelected, edit.erases { return self = TypedLine() }
    if case .insert(let character) = edit { return insert(String(character)) }
    isSelected = false
    let count = text.count
    switch edit {
    case .insert: break
    case .eraseBack: erase(max(0, cursor - 1)..<cursor)
    case .eraseOn: erase(cursor..<min(cursor + 1, count))
    case .eraseWordBack: erase(start(ofWordBefore: cursor) { !" /".contains($0) }..<cursor)
    case .eraseToStart: erase(0..<cursor)
    case .eraseToEnd: erase(cursor..<count)
    case .moveBack: cursor = max(0, cursor - 1)
    case .moveOn: cursor = min(cursor + 1, count)
    case .moveWordBack: cursor = start(ofWordBefore: cursor, where: Self.isInWord)
    case .moveWordOn: cursor = end(ofWordAfter: cursor, where: Self.isInWord)
    case .moveToStart: cursor = 0
    case .moveToEnd: cursor = count
    }
  }

  /// Puts `text` at the cursor, in the place of what is selected, as much of it as there is room for.
  public mutating func insert(_ text: String) {
    if isSelected { self = TypedLine() }
    var room = Self.longest - self.text.utf8.count
    let fitting = text.prefix { character in
      room -= character.utf8.count
      return room >= 0
    }
    put(String(parts.before) + fitting, parts.after)
  }

  /// Puts `text` in the place of all that stands before the cursor, where there is room for it.
  mutating func replaceBefore(with text: String) {
    let after = parts.after
    if text.utf8.count + after.utf8.count <= Self.longest { put(text, after) }
  }

  private mutating func erase(_ range: Range<Int>) {
    put(String(text.prefix(range.lowerBound)), text.dropFirst(range.upperBound))
  }

  /// Makes the line of what stands before the cursor and after it. Where the two join, the cursor
  /// stands behind what they make.
  private mutating func put(_ before: String, _ after: Substring) {
    text = before + after
    var length = 0
    cursor =
      text.prefix { character in
        defer { length += character.utf8.count }
        return length < before.utf8.count
      }.count
  }

  private static func isInWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  private func start(ofWordBefore place: Int, where isInWord: (Character) -> Bool) -> Int {
    let backwards = text.prefix(place).reversed()
    let gap = backwards.prefix { !isInWord($0) }.count
    return place - gap - backwards.dropFirst(gap).prefix(while: isInWord).count
  }

  private func end(ofWordAfter place: Int, where isInWord: (Character) -> Bool) -> Int {
    let onwards = text.dropFirst(place)
    let gap = onwards.prefix { !isInWord($0) }.count
    return place + gap + onwards.dropFirst(gap).prefix(while: isInWord).count
  }
}

extension TypedLine.Edit {
  fileprivate var erases: Bool {
    switch self {
    case .eraseBack, .eraseOn, .eraseWordBack, .eraseToStart, .eraseToEnd: true
    default: false
    }
  }

  /// What `key` does to a line; `nil` for a key that does nothing to one. Besides the keys with names
  /// these are the ones that shells have had for as long as people remember.
  public init?(_ key: Key) {
    switch key {
    case .character(let character): self = .insert(character)
    case .backspace: self = .eraseBack
    case .delete, .control("d"): self = .eraseOn
    case .control("w"): self = .eraseWordBack
    case .control("u"): self = .eraseToStart
    case .control("k"): self = .eraseToEnd
    case .left, .control("b"): self = .moveBack
    case .right, .control("f"): self = .moveOn
    case .controlLeft: self = .moveWordBack
    case .controlRight: self = .moveWordOn
    case .home, .control("a"): self = .moveToStart
    case .end, .control("e"): self = .moveToEnd
    default: return nil
    }
  }
}

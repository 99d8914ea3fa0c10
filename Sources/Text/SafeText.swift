/// A text from outside, and what of it may be put on a screen.
///
/// A sentence file is somebody else's bytes. An escape character would reach the terminal as a
/// command, a bidirectional override would reorder the row, a zero-width character would hide.
/// So text is made safe once, where it comes in, and the screen only ever gets `shown`.
///
///     SafeText("a\u{1B}[2J").shown  // "a␛[2J"
public struct SafeText: Hashable, Sendable, CustomStringConvertible {
  /// The text as it came: what the tokenizer and JSON get.
  public let original: String
  /// The text as the screen shows it: one line, with nothing in it that a terminal obeys or
  /// hides, and no grapheme without a column of its own. Empty only where `original` is.
  public let shown: String
  /// Whether some of it is written from right to left: Hebrew, Arabic and their kin.
  public let isRightToLeft: Bool

  /// Makes `original` safe to show.
  ///
  /// Control characters become control pictures; all that is invisible, unassigned or private
  /// becomes U+FFFD; any space becomes one ordinary space. What makes one picture of emoji stays:
  /// U+FE0E and U+FE0F after an emoji, U+200D between two, what makes a region's flag of a black one;
  /// other variation selectors are dropped.
  /// A scalar with a column of its own keeps at most four that have none, which is what a cell of
  /// a terminal holds; how many columns a grapheme covers has no bound.
  ///
  /// - Complexity: O(*n*) in the length of `original`.
  public init(_ original: String) {
    self.original = original
    let isPlain = original.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    shown = isPlain ? original : Self.safe(original)
    isRightToLeft = !isPlain && original.unicodeScalars.contains(where: \.isRightToLeft)
  }

  /// The text as the screen shows it.
  public var description: String { shown }

  /// Whether `scalar` must not be written raw where a person may print it to a terminal:
  /// control, format, private, unassigned and default-ignorable characters, line and paragraph
  /// separators.
  public static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      true
    default:
      // The Hangul fillers and the grapheme joiner are letters and marks that show nothing.
      scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static let mostStacked = 4
  private static let replacement: Unicode.Scalar = "\u{FFFD}"
  private static let dottedCircle: Unicode.Scalar = "\u{25CC}"

  private static let blackFlag: Unicode.Scalar = "\u{1F3F4}"
  /// England, Scotland and Wales, whose flags are all that Unicode recommends of their kind; other
  /// tags would hide a text.
  private static let regions = ["gbeng", "gbsct", "gbwls"].map { name in
    name.unicodeScalars.compactMap { Unicode.Scalar(0xE0000 + $0.value) } + ["\u{E007F}"]
  }

  private static func safe(_ original: String) -> String {
    var safe = String.UnicodeScalarView()
    var stacked = 0
    /// The scalar before this one, and the one that selectors, marks and skin tones came after.
    var (previous, base): (Unicode.Scalar?, Unicode.Scalar?)
    var rest = original.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == blackFlag, let tags = regions.first(where: { rest.starts(with: $0) }) {
        safe.append(contentsOf: [scalar] + tags)
        rest = rest.dropFirst(tags.count)
        (previous, base, stacked) = (scalar, scalar, tags.count)
        continue
      }
      let isPart = scalar.joinsEmoji(after: previous, base: base, before: rest.first)
      if !isPart, !scalar.isASCII, scalar.properties.isVariationSelector { continue }
      let shown = isPart ? scalar : visible(scalar)
      previous = shown
      if !shown.isMark, !isPart, !shown.properties.isEmojiModifier { base = shown }
      if shown.displayWidth == 0 {
        stacked += 1
        if stacked > mostStacked { continue }
      } else {
        stacked = 0
      }
      if safe.isEmpty, shown.isMark { safe.append(dottedCircle) }
      safe.append(shown)
    }
    if safe.isEmpty, !original.isEmpty { safe.append(replacement) }
    return withColumns(String(safe))
  }

  /// `text` with U+FFFD for what has no column and joins nothing before it: a vowel of Hangul
  /// without its consonant.
  private static func withColumns(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: \.isJamoWithoutColumn) else { return text }
    return text.reduce(into: "") { text, character in
      text.append(displayWidth(of: character) == 0 ? Character(replacement) : character)
    }
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? replacement
    case 0x20..<0x7F: scalar
    case 0x7F: "\u{2421}"
    case _ where isHostile(scalar): replacement
    case _ where scalar.properties.generalCategory == .spaceSeparator: " "
    default: scalar
    }
  }
}

extension Unicode.Scalar {
  package var isMark: Bool {
    // No category is looked up below the first mark: most text is Latin, and a lookup is slow.
    guard value >= 0x300 else { return false }
    return switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Whether it is invisible and makes one picture of the emoji around it: a selector of how an
  /// emoji looks, or a joiner of two.
  fileprivate func joinsEmoji(
    after previous: Unicode.Scalar?, base: Unicode.Scalar?, before next: Unicode.Scalar?
  ) -> Bool {
    switch value {
    case 0xFE0E, 0xFE0F: previous?.properties.isEmoji ?? false
    case 0x200D: base?.isPictograph ?? false && next?.isPictograph ?? false
    default: false
    }
  }

  /// Whether it is an emoji by itself: no digit, no half of a flag, no skin tone.
  private var isPictograph: Bool {
    !isASCII && properties.isEmoji && !properties.isEmojiModifier
      && !(0x1F1E6...0x1F1FF ~= value)
  }

  fileprivate var isJamoWithoutColumn: Bool {
    0x1160...0x11FF ~= value || 0xD7B0...0xD7FF ~= value
  }

  /// Whether it is a letter of a block that the Unicode Standard sets aside for scripts written
  /// from right to left.
  fileprivate var isRightToLeft: Bool {
    switch value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      properties.isAlphabetic && !isMark
    default: false
    }
  }
}

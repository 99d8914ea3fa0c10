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
  /// hides. Empty only where `original` is.
  public let shown: String

  /// Makes `original` safe to show.
  ///
  /// Control characters become control pictures; all that is invisible, unassigned or private
  /// becomes U+FFFD; any space becomes one ordinary space; variation selectors are dropped, since
  /// terminals disagree about the width they give; a base keeps at most four combining marks.
  ///
  /// - Complexity: O(*n*) in the length of `original`.
  public init(_ original: String) {
    self.original = original
    let isPlain = original.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    shown = isPlain ? original : Self.safe(original)
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

  private static let mostMarks = 4
  private static let replacement: Unicode.Scalar = "\u{FFFD}"
  private static let dottedCircle: Unicode.Scalar = "\u{25CC}"

  private static func safe(_ original: String) -> String {
    var safe = String.UnicodeScalarView()
    var marks = 0
    for scalar in original.unicodeScalars {
      if !scalar.isASCII, scalar.properties.isVariationSelector { continue }
      let shown = visible(scalar)
      if isStacked(shown) {
        if safe.isEmpty { safe.append(dottedCircle) }
        marks += 1
        if marks > mostMarks { continue }
      } else {
        marks = 0
      }
      safe.append(shown)
    }
    if safe.isEmpty, !original.isEmpty { safe.append(replacement) }
    return String(safe)
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

  /// Whether a scalar is drawn onto the one before it. The vowels and finals of Hangul are
  /// letters, yet a terminal gives them no column of their own.
  private static func isStacked(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: true
    default: scalar.isMark
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
}

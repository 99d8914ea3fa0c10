/// How many columns a terminal gives a grapheme: what it gives its scalars, together.
public func displayWidth(of character: Character) -> Int {
  displayWidth(of: character.unicodeScalars)
}

/// The columns of a text.
///
/// - Complexity: O(*n*) in the length of `text`.
public func displayWidth(of text: String) -> Int { displayWidth(of: text.unicodeScalars) }

private func displayWidth(of scalars: some Sequence<Unicode.Scalar>) -> Int {
  scalars.reduce(0) { $0 + $1.displayWidth }
}

extension Unicode.Scalar {
  /// How many columns a terminal gives the scalar: 0 where it is drawn onto the one before it, 2
  /// for East Asian wide ones and emoji (Unicode Standard Annex #11), else 1.
  ///
  /// For what is safe to show this is what `wcwidth` of the C library says, which most terminals
  /// count by: a vowel sign that stands beside its consonant takes a column, and each half of a
  /// flag takes one. Where a terminal joins emoji and gives them fewer, nothing after them shifts:
  /// the cursor is put in its place again.
  public var displayWidth: Int {
    // Letters, signs, boxes and blocks are told without a look-up: most of a screen is these.
    switch value {
    case 0..<0x300, 0x2010...0x2027, 0x2100...0x2319, 0x2400...0x25FC: 1
    // The vowels and finals of Hangul are letters, yet they join the consonant before them.
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: 0
    case 0x1F1E6...0x1F1FF: 1
    case _ where isZeroWidth: 0
    case _ where isWide || properties.isEmojiPresentation: 2
    default: 1
    }
  }

  private var isZeroWidth: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  private var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3040...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

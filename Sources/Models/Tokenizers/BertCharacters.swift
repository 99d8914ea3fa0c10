/// What a code point is to a BERT tokenizer.
///
/// The tokenizers library that made these models' vocabularies reads categories from Unicode 8. Code
/// points that came later are plain letters to it, and a few changed their category since; text must
/// be cut as the model saw it in training.
extension Unicode.Scalar {
  /// A control, format or private-use character, or U+FFFD: text is cleaned of these.
  var isRemovedByBert: Bool {
    switch value {
    case 0x20..<0x7f, 0x09, 0x0a, 0x0d: return false
    case 0xfffd: return true
    default: break
    }
    switch properties.generalCategory {
    case .control, .format, .privateUse: return isKnown(inUnicode: 8)
    default: return false
    }
  }

  /// White space, line ends included.
  var isBertSpace: Bool {
    isASCII ? value == 0x20 || 0x09...0x0d ~= value : properties.isWhitespace
  }

  /// An ideograph that stands alone as a word. One extension begins at U+2B920 and not at U+2B820,
  /// a slip of the first BERT tokenizer that every later one keeps.
  var isBertIdeograph: Bool {
    switch value {
    case 0x4e00...0x9fff, 0x3400...0x4dbf, 0x20000...0x2a6df, 0x2a700...0x2b73f,
      0x2b740...0x2b81f, 0x2b920...0x2ceaf, 0xf900...0xfaff, 0x2f800...0x2fa1f:
      true
    default: false
    }
  }

  /// A mark that takes no room of its own: an accent.
  var isBertAccent: Bool {
    switch value {
    case ..<0x300, 0x1885, 0x1886, 0xa9bd, 0x111c9: false
    case 0x1734, 0x1171e: true
    default: properties.generalCategory == .nonspacingMark && isKnown(inUnicode: 8)
    }
  }

  /// Punctuation that stands alone as a word; every ASCII symbol counts.
  var isBertPunctuation: Bool {
    switch value {
    case 33...47, 58...64, 91...96, 123...126, 0x166d, 0x111c9: return true
    case ..<0x80: return false
    default: break
    }
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return isKnown(inUnicode: 8)
    default: return false
    }
  }
}

/// The words of a plain sentence, in order: runs of letters, marks and digits, with apostrophes
/// inside them. An ideograph stands alone, and punctuation is left out.
///
///     words(in: "The trophy wouldn't fit.")  // ["The", "trophy", "wouldn't", "fit"]
///     words(in: "東京は")                     // ["東", "京", "は"]
///
/// A mark continues a word but starts none: alone it would be a token that nobody can see.
///
/// - Complexity: O(*n*) in the length of `sentence`.
public func words(in sentence: String) -> [String] {
  var words: [String] = []
  var word = String.UnicodeScalarView()
  var isIdeograph = false
  var heldApostrophe: Unicode.Scalar?

  func endWord() {
    if !word.isEmpty { words.append(String(word)) }
    word = String.UnicodeScalarView()
    isIdeograph = false
    heldApostrophe = nil
  }

  for scalar in sentence.unicodeScalars {
    if scalar.isMark, !word.isEmpty, heldApostrophe == nil {
      word.append(scalar)
    } else if !scalar.isASCII, scalar.properties.isIdeographic {
      endWord()
      isIdeograph = true
      word.append(scalar)
    } else if scalar.isLetterOrDigit {
      if isIdeograph { endWord() }
      // An apostrophe belongs to the word only now that a letter follows it.
      if let apostrophe = heldApostrophe { word.append(apostrophe) }
      heldApostrophe = nil
      word.append(scalar)
    } else if scalar == "'" || scalar == "\u{2019}", !word.isEmpty, !isIdeograph,
      heldApostrophe == nil
    {
      heldApostrophe = scalar
    } else {
      endWord()
    }
  }
  endWord()
  return words
}

extension Unicode.Scalar {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": return true
    case _ where isASCII: return false
    default: break
    }
    return switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber:
      true
    default: false
    }
  }
}

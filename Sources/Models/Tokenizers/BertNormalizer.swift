/// Text as a BERT tokenizer sees it before it looks for words.
///
/// Cleaned of control characters, ideographs set apart by spaces, and, for a model that does not
/// tell case apart, without accents and in lower case. Each code point knows which one of the
/// original text it comes from.
struct BertNormalizer: Equatable, Sendable {
  /// Whether text becomes lower case.
  var lowercase = true
  /// Whether accents are taken off; where it is not said, they are if text becomes lower case.
  var stripsAccents: Bool?
  /// Whether each ideograph becomes a word of its own.
  var separatesIdeographs = true
  /// Whether control characters are taken out.
  var cleans = true

  /// A code point and the index in the original text of the one it comes from.
  struct Element {
    var scalar: Unicode.Scalar
    var origin: Int
  }

  /// A text's code points, each its own origin.
  static func elements(of text: some Sequence<Unicode.Scalar>) -> [Element] {
    text.enumerated().map { Element(scalar: $1, origin: $0) }
  }

  /// The normal form of `text`.
  func normalize(_ text: some Sequence<Element>) -> [Element] {
    var elements: [Element] = []
    for element in text where !(cleans && element.scalar.isRemovedByBert) {
      let stands = separatesIdeographs && element.scalar.isBertIdeograph
      if stands { elements.append(Element(scalar: " ", origin: element.origin)) }
      elements.append(element)
      if stands { elements.append(Element(scalar: " ", origin: element.origin)) }
    }
    if stripsAccents ?? lowercase {
      elements = CanonicalForm.decomposed(elements).filter { !$0.scalar.isBertAccent }
    }
    return lowercase ? elements.flatMap(lowercased) : elements
  }

  private func lowercased(_ element: Element) -> [Element] {
    element.scalar.properties.lowercaseMapping.unicodeScalars
      .map { Element(scalar: $0, origin: element.origin) }
  }
}

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
  /// Whether control characters are taken out, and all white space becomes blanks.
  var cleans = true

  /// The normal form of `text`.
  func normalize(_ text: some Sequence<TextElement>) -> [TextElement] {
    var elements: [TextElement] = []
    for var element in text where !(cleans && element.scalar.isRemovedByBert) {
      if cleans, element.scalar.isBertSpace { element.scalar = " " }
      let stands = separatesIdeographs && element.scalar.isBertIdeograph
      if stands { elements.append(TextElement(scalar: " ", origin: element.origin)) }
      elements.append(element)
      if stands { elements.append(TextElement(scalar: " ", origin: element.origin)) }
    }
    if stripsAccents ?? lowercase {
      elements = NormalForm.decomposed.apply(elements).filter { !$0.scalar.isBertAccent }
    }
    return lowercase ? elements.flatMap(\.lowercased) : elements
  }
}

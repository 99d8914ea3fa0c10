/// A code point of a text on its way to tokens, and the index in the text as it was written of the one
/// that it comes from.
struct TextElement {
  var scalar: Unicode.Scalar
  var origin: Int

  /// What it is in lower case.
  var lowercased: [TextElement] {
    scalar.properties.lowercaseMapping.unicodeScalars.map {
      TextElement(scalar: $0, origin: origin)
    }
  }

  /// A text's code points, each its own origin.
  static func all(of text: some Sequence<Unicode.Scalar>) -> [TextElement] {
    text.enumerated().map { TextElement(scalar: $1, origin: $0) }
  }
}

extension ArraySlice<TextElement> {
  /// The same with `scalars` before it, which come from where it begins; nothing where it is empty.
  func preceded(by scalars: some Sequence<Unicode.Scalar>) -> [TextElement] {
    guard let first else { return [] }
    return scalars.map { TextElement(scalar: $0, origin: first.origin) } + self
  }
}

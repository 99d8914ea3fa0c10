/// Text as a BERT tokenizer sees it before it looks for words.
///
/// Cleaned of control characters, ideographs set apart by spaces, and, for a model that does not
/// tell case apart, without accents and in lower case. Each code point knows which one of the
/// original text it comes from.
struct BertNormalizer: Sendable {
  let lowercase: Bool

  /// A code point and the index in the original text of the one it comes from.
  struct Element {
    var scalar: Unicode.Scalar
    var origin: Int
  }

  /// The normal form of `text`, whose first code point has the index `start` in the original.
  func normalize(_ text: ArraySlice<Unicode.Scalar>) -> [Element] {
    let cleaned = zip(text, text.indices).lazy
      .filter { !$0.0.isRemovedByBert }
      .flatMap { scalar, origin in
        scalar.isBertIdeograph
          ? [" ", scalar, " "].map { Element(scalar: $0, origin: origin) }
          : [Element(scalar: scalar, origin: origin)]
      }
    guard lowercase else { return Array(cleaned) }
    return decompose(Array(cleaned)).filter { !$0.scalar.isBertAccent }.flatMap(lowercased)
  }

  // An element that a decomposition adds comes from where the code point before it comes from, in
  // the order of the *reordered* text: so tokenizers count, and so offsets must come out.
  private func decompose(_ text: [Element]) -> [Element] {
    var parts: [Part] = []
    for element in text {
      for (index, scalar) in element.scalar.bertDecomposition.enumerated() {
        parts.append(Part(scalar: scalar, rank: scalar.bertCombiningClass, isAdded: index > 0))
      }
    }
    var start = 0
    while let first = parts[start...].firstIndex(where: { $0.rank > 0 }) {
      start = parts[first...].firstIndex { $0.rank == 0 } ?? parts.count
      parts[first..<start].sort { $0.rank < $1.rank }
    }
    var source = -1
    return parts.map { part in
      if !part.isAdded { source += 1 }
      return Element(scalar: part.scalar, origin: text[max(source, 0)].origin)
    }
  }

  private struct Part {
    let scalar: Unicode.Scalar
    let rank: UInt8
    let isAdded: Bool
  }

  private func lowercased(_ element: Element) -> [Element] {
    element.scalar.properties.lowercaseMapping.unicodeScalars
      .map { Element(scalar: $0, origin: element.origin) }
  }
}

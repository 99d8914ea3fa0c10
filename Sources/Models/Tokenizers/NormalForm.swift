@_spi(_Unicode) import Swift

/// A normal form of Unicode, of a text whose code points know where they come from.
///
/// The tokenizers library makes them by Unicode 9: code points that came later stay as they are.
enum NormalForm: String, Sendable {
  case composed = "NFC"
  case decomposed = "NFD"
  /// With what is only written otherwise, such as ﬁ, as what it stands for.
  case compatiblyComposed = "NFKC"
  case compatiblyDecomposed = "NFKD"

  /// `text` in this form.
  func apply(_ text: [TextElement]) -> [TextElement] {
    guard text.contains(where: { $0.scalar.value >= first }) else { return text }
    var parts = Self.parts(text) { scalar in
      isCompatible
        ? CompatibilityTable.decomposition(of: scalar) ?? scalar.decompositionOfUnicode9
        : scalar.decompositionOfUnicode9
    }
    if self == .composed || self == .compatiblyComposed { parts = Self.composed(parts) }
    return Self.elements(of: parts.map { ($0.scalar, $0.change) }, from: text)
  }

  /// How many code points the longest form of `text` has.
  static func longest(_ text: [Unicode.Scalar]) -> Int {
    compatiblyDecomposed.apply(TextElement.all(of: text)).count
  }

  private var isCompatible: Bool { self == .compatiblyComposed || self == .compatiblyDecomposed }

  /// The first code point that may have another form.
  private var first: UInt32 {
    switch self {
    case .composed: 0x300
    case .decomposed: 0xc0
    case .compatiblyComposed, .compatiblyDecomposed: 0xa0
    }
  }

  /// A code point of a decomposed or composed text.
  private struct Part {
    var scalar: Unicode.Scalar
    /// Where a mark goes among the marks of one letter; 0 for what is no such mark.
    let rank: UInt8
    /// How many code points it has more than the text that it was made of, as the library counts: 1
    /// for one that a decomposition adds, −1 for each one that was taken into it.
    var change: Int
  }

  /// The composition of a decomposed text.
  private static func composed(_ parts: [Part]) -> [Part] {
    var composed: [Part] = []
    // Where the letter is that marks can go into, and the rank of the last mark after it.
    var letter: Int?
    var last: UInt8?
    for part in parts {
      guard let place = letter else {
        if part.rank == 0 { letter = composed.count }
        composed.append(part)
        continue
      }
      let isBlocked = last.map { $0 >= part.rank } ?? false
      if !isBlocked, let whole = composition(composed[place].scalar, part.scalar) {
        composed[place].scalar = whole
        composed[place].change += part.change - 1
        continue
      }
      if part.rank == 0 {
        (letter, last) = (composed.count, nil)
      } else {
        last = part.rank
      }
      composed.append(part)
    }
    return composed
  }

  /// The full decomposition of `text`, with marks in their order.
  private static func parts(
    _ text: [TextElement], _ decomposition: (Unicode.Scalar) -> [Unicode.Scalar]
  ) -> [Part] {
    var parts: [Part] = []
    for element in text {
      for (index, scalar) in decomposition(element.scalar).enumerated() {
        parts.append(
          Part(scalar: scalar, rank: scalar.combiningClassOfUnicode9, change: min(index, 1)))
      }
    }
    var start = 0
    while let first = parts[start...].firstIndex(where: { $0.rank > 0 }) {
      start = parts[first...].firstIndex { $0.rank == 0 } ?? parts.count
      parts[first..<start].sort { $0.rank < $1.rank }
    }
    return parts
  }

  /// Code points that were made of those of `text`, and where each comes from.
  ///
  /// One that a change adds comes from where the code point before it comes from, in the order of the
  /// *reordered* text: so tokenizers count, and so offsets must come out.
  ///
  /// - Parameter parts: each with how many code points it has more than the text that it was made of: 1
  ///   for one that is added, −1 for each one that was taken into it.
  static func elements(
    of parts: [(scalar: Unicode.Scalar, change: Int)], from text: [TextElement]
  ) -> [TextElement] {
    guard !text.isEmpty else { return [] }
    var next = 0
    return parts.map { part in
      let source = part.change > 0 ? next - 1 : next
      if part.change <= 0 { next += 1 - part.change }
      return TextElement(
        scalar: part.scalar, origin: text[min(max(source, 0), text.count - 1)].origin)
    }
  }

  private static func composition(
    _ first: Unicode.Scalar, _ second: Unicode.Scalar
  ) -> Unicode.Scalar? {
    guard second.value >= 0x300 else { return nil }
    var pair = String.UnicodeScalarView()
    pair.append(first)
    pair.append(second)
    let composed = Array(String(pair)._nfc.prefix(2))
    guard composed.count == 1, composed[0].isInUnicode9 else { return nil }
    return composed[0]
  }
}

extension Unicode.Scalar {
  /// The code points that this one consists of: its full canonical decomposition in Unicode 9.
  // The standard library has decomposition only in this interface, made for Foundation. Foundation
  // itself would add 3 ms to the start of the program, and a table of our own 2,000 entries.
  fileprivate var decompositionOfUnicode9: [Unicode.Scalar] {
    value < 0xc0 || !isInUnicode9 ? [self] : Array(String(Character(self))._nfd)
  }

  /// Where the mark goes among the marks of one letter; 0 for what is not such a mark in Unicode 9.
  fileprivate var combiningClassOfUnicode9: UInt8 {
    value < 0x300 || !isInUnicode9 ? 0 : properties.canonicalCombiningClass.rawValue
  }

  /// Whether it is in the Unicode version whose decompositions count.
  var isInUnicode9: Bool { isKnown(inUnicode: 9) }

  /// Whether this version of Unicode has it.
  func isKnown(inUnicode major: Int) -> Bool {
    properties.age.map { $0.major <= major } ?? false
  }
}

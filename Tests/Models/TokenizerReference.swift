import Foundation
import Models
import Testing

/// What the tokenizers library makes of a text.
struct TokenizerReference: Decodable {
  let text: String
  let ids: [Int]
  let tokens: [String]
  let offsets: [[Int]]

  /// Holds `tokenizer` against each line of a fixture, of which there are `count`.
  static func check(
    _ tokenizer: Tokenizer, _ file: String, count: Int,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let lines = try Fixture.data(file).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == count, sourceLocation: location)
    for line in lines {
      let expected = try JSONDecoder().decode(TokenizerReference.self, from: line)
      let found = tokenizer.encode(expected.text)
      #expect(found.map(\.id) == expected.ids, "\(expected.text)", sourceLocation: location)
      #expect(found.map(\.token) == expected.tokens, "\(expected.text)", sourceLocation: location)
      // Texts are equal whatever their code points are, and these must be the same too, but of the one
      // added token that the library gives in its normal form.
      for (token, other) in zip(found.map(\.token), expected.tokens)
      where !token.utf8.elementsEqual(other.utf8) {
        #expect(token == "\u{f1}", "\(expected.text)", sourceLocation: location)
      }
      #expect(
        found.map { [$0.scalars.lowerBound, $0.scalars.upperBound] } == expected.offsets,
        "\(expected.text)", sourceLocation: location)
    }
  }
}

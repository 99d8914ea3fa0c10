import Scenes

/// How a source's tokens are shown: with or without the model's own, the pieces of a word each by
/// itself or joined.
public struct TokenLayout: Equatable, Sendable {
  /// Whether the pieces of a word are shown as one token.
  public let joinsPieces: Bool
  /// Whether the model's own tokens are left out, and a decoder's first.
  public let hidesSpecial: Bool
  /// The tokens as they are shown.
  public let tokens: [Token]
  /// For each of them, the source's tokens that it stands for.
  public let groups: [Range<Int>]

  init(_ tokens: [Token], joinsPieces: Bool = false, hidesSpecial: Bool = false) {
    self.joinsPieces = joinsPieces
    self.hidesSpecial = hidesSpecial
    var groups: [Range<Int>] = []
    for (place, token) in tokens.enumerated() where !(hidesSpecial && token.mayBeHidden) {
      if joinsPieces, token.continuesWord, let last = groups.last, last.upperBound == place {
        groups[groups.count - 1] = last.lowerBound..<place + 1
      } else {
        groups.append(place..<place + 1)
      }
    }
    // A sentence of nothing but the model's own tokens shows them all the same.
    self.groups = groups.isEmpty ? tokens.indices.map { $0..<$0 + 1 } : groups
    self.tokens = self.groups.map { group in
      group.count == 1 ? tokens[group.lowerBound] : Token(joining: tokens[group])
    }
  }

  /// Whether every one of `count` tokens is shown by itself.
  func isPlain(count: Int) -> Bool { groups.count == count }

  /// Whether the source's `token` is shown.
  func shows(_ token: Int) -> Bool { groups.contains { $0.contains(token) } }

  /// Where the source's `token` is shown, or else the one nearest to it.
  package func place(of token: Int) -> Int {
    groups.firstIndex { token < $0.upperBound } ?? groups.count - 1
  }
}

extension Token {
  /// The pieces of a word as one token.
  fileprivate init(joining pieces: ArraySlice<Token>) {
    let word = pieces.map { $0.withoutSign($0.text.original) }.joined()
    let spelling = pieces.map { $0.withoutSign($0.spelling) }.joined()
    self.init(piece: spelling, text: word, isSpecial: false, continuesWord: false)
  }
}

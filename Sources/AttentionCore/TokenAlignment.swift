/// Which token of another sentence stands for each token of one: its counterpart.
///
/// Sentences of one length are aligned token by token. Else the same tokens in the same order stand for
/// each other (Myers, "An O(ND) difference algorithm and its variations", 1986), and what lies between
/// two of these is counted from its end; what the other sentence has no counterpart for has none.
public struct TokenAlignment: Equatable, Sendable {
  /// How the sentences are aligned.
  public enum Way: Equatable, Sendable {
    /// Token by token.
    case byPosition
    /// The same tokens with each other, and between them from the end.
    case byWord
    /// From the end.
    case fromEnd
  }

  /// How.
  public let way: Way
  /// For each token the other sentence's; `nil` where there is none.
  public let counterparts: [Int?]

  /// So many tokens in both together are aligned by word, which may take their product in time.
  private static let most = 2000

  /// Aligns the tokens of `sentence` with those of `other`.
  public init<Token: Hashable>(_ sentence: [Token], with other: [Token]) {
    guard sentence.count != other.count else {
      (way, counterparts) = (.byPosition, sentence.indices.map { $0 })
      return
    }
    let same =
      sentence.count + other.count > Self.most ? [] : Self.sameTokens(sentence, other)
    var counterparts = [Int?](repeating: nil, count: sentence.count)
    var (start, otherStart) = (0, 0)
    for (end, otherEnd) in same + [(sentence.count, other.count)] {
      for place in 0..<min(end - start, otherEnd - otherStart) {
        counterparts[end - 1 - place] = otherEnd - 1 - place
      }
      if end < sentence.count { counterparts[end] = otherEnd }
      (start, otherStart) = (end + 1, otherEnd + 1)
    }
    way = same.isEmpty ? .fromEnd : .byWord
    self.counterparts = counterparts
  }

  /// The tokens that both have in the same order, as many as there can be.
  private static func sameTokens<Token: Hashable>(
    _ sentence: [Token], _ other: [Token]
  ) -> [(Int, Int)] {
    var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
    for change in other.difference(from: sentence) {
      switch change {
      case .remove(let place, _, _): removed.insert(place)
      case .insert(let place, _, _): inserted.insert(place)
      }
    }
    return Array(
      zip(
        sentence.indices.filter { !removed.contains($0) },
        other.indices.filter { !inserted.contains($0) }))
  }

  /// The other sentence's token that stands for `token`; `nil` where there is none.
  public func counterpart(of token: Int) -> Int? {
    counterparts.indices.contains(token) ? counterparts[token] : nil
  }
}

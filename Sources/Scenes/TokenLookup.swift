import Text

/// Why a word or an index names no one token, as a sentence for a person.
public struct TokenLookupError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong and what would be right; safe to show.
  public let description: String
}

/// Whether a person who wrote this named a token by its index: ASCII digits and nothing else.
public func isIndex(_ wordOrIndex: String) -> Bool {
  !wordOrIndex.isEmpty && wordOrIndex.utf8.allSatisfy { (0x30...0x39).contains($0) }
}

extension [SafeText] {
  /// The index of the token that a person named, as `--query` and `--edit` take it.
  ///
  /// - Parameter wordOrIndex: digits are an index from 0; anything else is a word.
  /// - Throws: a `TokenLookupError` where the index is out of range, or the word is absent or
  ///   occurs more than once.
  public func tokenIndex(_ wordOrIndex: String) throws(TokenLookupError) -> Int {
    guard isIndex(wordOrIndex) else {
      return try tokenIndex(word: wordOrIndex)
    }
    guard let index = Int(wordOrIndex), indices.contains(index) else {
      throw TokenLookupError(
        description:
          "there is no token \(quoted(wordOrIndex)); the indices go from 0 to \(count - 1)"
      )
    }
    return index
  }

  /// The index of the one token that is `word`, by its exact spelling first and whatever its
  /// case second.
  ///
  /// - Throws: a `TokenLookupError` where the word is absent, or occurs more than once; the error
  ///   lists the indices then.
  public func tokenIndex(word: String) throws(TokenLookupError) -> Int {
    var found = indices.filter { self[$0].original == word }
    if found.isEmpty {
      let lowercase = word.lowercased()
      found = indices.filter { self[$0].original.lowercased() == lowercase }
    }
    guard let first = found.first else {
      throw TokenLookupError(
        description: "no token is \(quoted(word)); write one of the tokens, or an index from 0"
          + " to \(count - 1)")
    }
    guard found.count == 1 else {
      let listed = found.prefix(20).map(String.init).joined(separator: ", ")
      let more = found.count > 20 ? " and \(found.count - 20) more" : ""
      throw TokenLookupError(
        description: "\(quoted(word)) occurs \(found.count) times, at \(listed)\(more); write one"
          + " of these indices")
    }
    return first
  }
}

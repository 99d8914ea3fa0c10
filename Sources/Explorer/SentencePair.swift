import AttentionCore

/// Two sentences side by side in the same head: the one that is shown and the next one, or where
/// there is no other, the same one before its edits.
public struct SentencePair: Sendable {
  /// The other sentence.
  public let other: Sentence
  /// What can be read off it.
  public let analysis: RowAnalysis
  /// The next sentence as it was left; `nil` where there is none.
  let following: Sentence?

  /// Whether the other sentence is the same one, before its edits.
  public var isBefore: Bool { following == nil }

  /// - Parameters:
  ///   - sentence: the one that is shown.
  ///   - following: the next one, if there is one.
  ///   - earlier: the pair that was shown; what is the same in it is used again.
  init(_ sentence: Sentence, beside following: Sentence?, earlier: SentencePair?) {
    var other = following ?? sentence
    self.following = following
    if following == nil { other.state.history.record(sentence.original) }
    if other.source.allHeads.contains(sentence.head) { other.state.head = sentence.head }
    // The same word, where it has it, shows what another context makes of it.
    let query = sentence.tokens[sentence.query].text
    if let place = other.tokens.firstIndex(where: { $0.text == query }), following != nil {
      other.state.query = place
    }
    self.other = other
    analysis =
      if let known = earlier?.analysis, known.isCurrent(for: other) { known } else {
        RowAnalysis(other, earlier: earlier?.analysis)
      }
  }
}

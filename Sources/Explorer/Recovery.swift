import AttentionCore

/// How much of the way from the sentence's own logit difference of a pair to that of the sentence beside
/// its patches bring back.
///
/// Source: Heimersheim and Nanda, "How to use and interpret activation patching", 2024.
public struct Recovery: Sendable {
  /// The logit difference after the query's counterpart in the sentence beside.
  public let beside: Float
  /// 0 where it is as it was, 1 where it is what it is beside; `nil` where these are the same but
  /// for rounding.
  public let share: Double?
  /// A way shorter than this is rounding alone.
  static let leastWay: Float = 1e-4
  private let other: PreparedScene.Identity
  private let token: Int

  /// Of the query where the sentence stands; `nil` where nothing is patched from beside, or no pair is
  /// weighed.
  ///
  /// - Parameter earlier: what it says of the sentence beside is used again where it is the same.
  package init?(
    of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: Recovery?
  ) {
    let sentence = sentences.current
    guard let pair = analysis.prediction?.pair,
      // What was patched from it stands beside; the model has run there already, or is about to.
      sentence.interventions.patches.unreadCount == 0,
      sentence.interventions.patches.contains(where: { $0.value.origin != .before }),
      let other = try? sentences.beside(),
      let token = other.alignment.counterpart(
        of: sentence.layout.groups[sentence.query].upperBound - 1)
    else { return nil }
    self.other = other.sentence.identity
    self.token = token
    if let earlier, earlier.other === self.other, earlier.token == token {
      beside = earlier.beside
    } else {
      guard let next = other.attention.next(after: token) else { return nil }
      beside = next.logits[pair.first.now.id] - next.logits[pair.second.now.id]
    }
    share =
      abs(beside - pair.before) < Self.leastWay
      ? nil : Double(pair.now - pair.before) / Double(beside - pair.before)
  }
}

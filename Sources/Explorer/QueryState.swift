import AttentionCore

/// What is read where something is computed for a query: of which sentence, at which of the source's
/// tokens, under which interventions. What was computed is still true where this is the same.
struct QueryState: Equatable, Sendable {
  let sentence: PreparedScene.Identity
  /// The last of the source's tokens that make up the query.
  let token: Int
  let interventions: Interventions

  /// Where `sentence` stands.
  init(_ sentence: Sentence) {
    self.sentence = sentence.identity
    token = sentence.layout.groups[sentence.query].upperBound - 1
    interventions = sentence.interventions
  }

  /// Whether it is the same query of the same sentence, whatever was done to it.
  func isOfSameQuery(as other: QueryState) -> Bool {
    sentence === other.sentence && token == other.token
  }

  static func == (one: QueryState, other: QueryState) -> Bool {
    one.isOfSameQuery(as: other) && one.interventions == other.interventions
  }
}

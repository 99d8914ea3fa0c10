import Models

/// What the output layer would make of the query's hidden state after each layer, had the network ended
/// there (nostalgebraist, 2020, “interpreting GPT: the logit lens”).
public struct LogitLens: Sendable {
  /// What is read after one layer.
  public struct Entry: Sendable {
    /// The most probable token.
    public let top: Token
    /// How probable it is, and its logit.
    public let probability, logit: Float
    /// The tokens that are followed, as they stand there.
    public let followed: [Standing]
  }

  /// How a token stands among all tokens.
  public struct Standing: Equatable, Sendable {
    /// How many tokens are more probable.
    public let rank: Int
    /// How probable it is, and its logit.
    public let probability, logit: Float
  }

  /// What the model says.
  public let kind: Transformer.Prediction
  /// The tokens that are followed: the pair, or else what comes next when nothing is changed.
  public let followed: [Token]
  /// One for each layer, from the first.
  public let entries: [Entry]

  private let state: QueryState

  /// Reads off the query of `sentence` as it stands; `nil` where nothing says what comes next.
  ///
  /// - Parameter earlier: a lens that is used again where it is the same.
  /// - Complexity: O(layers · vocabulary · hidden size).
  public init?(_ sentence: Sentence, _ analysis: RowAnalysis, earlier: LogitLens?) {
    guard let prediction = analysis.prediction else { return nil }
    let state = QueryState(sentence)
    if let earlier, earlier.state == state {
      self = earlier
      return
    }
    self.state = state
    let model = sentence.model
    kind = prediction.kind
    let ids =
      // A number stands alone.
      kind.isNumber
      ? []
      : prediction.pair.map { [$0.first.now.id, $0.second.now.id] }
        ?? prediction.before.mostProbable(1).map(\.id)
    followed = ids.map { Token(predicted: $0, by: model) }
    entries = analysis.attention.nextAfterLayers(state.token).map { next in
      let best = next.mostProbable(1)[0]
      return Entry(
        top: Token(predicted: best.id, by: model), probability: best.probability, logit: best.logit,
        followed: ids.map { id in
          Standing(
            rank: next.rank(of: id), probability: next[id].probability, logit: next[id].logit)
        })
    }
  }
}

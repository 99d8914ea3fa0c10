/// What a view shows beside the query's analysis, computed once for a state.
public enum Picture: Sendable {
  /// Nothing more.
  case row, matrix, effect
  /// What the query does in every head.
  case heads(HeadSurvey)
  /// How the selected weight comes about.
  case computation(Computation)
  /// What softmax makes of all scores.
  case softmax(SoftmaxTable)
  /// The sentence blended in other ways.
  case pooling(PoolingComparison)
  /// The sentence beside this one.
  case pair(SentencePair)

  /// What the query does in every head, where that is shown.
  public var survey: HeadSurvey? { if case .heads(let survey) = self { survey } else { nil } }
  /// How the selected weight comes about, where that is shown.
  public var computation: Computation? {
    if case .computation(let computation) = self { computation } else { nil }
  }
  /// What softmax makes of all scores, where that is shown.
  public var softmax: SoftmaxTable? {
    if case .softmax(let table) = self { table } else { nil }
  }
  /// The sentence blended in other ways, where that is shown.
  public var pooling: PoolingComparison? {
    if case .pooling(let pooling) = self { pooling } else { nil }
  }
  /// The sentence beside this one, where that is shown.
  public var pair: SentencePair? { if case .pair(let pair) = self { pair } else { nil } }
}

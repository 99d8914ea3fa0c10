import AttentionCore

/// The rows of the source's tokens that make up one shown query.
struct QueryRows {
  private let rows: [AttentionRow]
  /// Them as one row over the shown tokens.
  let shown: AttentionRow

  init(
    _ sentence: Sentence, _ interventions: Interventions, _ attention: any Attention,
    _ head: HeadID,
    query: Int
  ) {
    let here = interventions.at(head)
    let rows = sentence.layout.groups[query].map { token in
      AttentionRow(
        query: token, original: attention.scores(head, query: token), interventions: here)
    }
    self.rows = rows
    shown =
      sentence.layout.isPlain(count: sentence.count)
      ? rows[0]
      : AttentionRow(
        joining: rows, groups: sentence.layout.groups, query: query,
        temperature: interventions.temperature)
  }

  /// The blended vector, the mean of those of the rows. Tokens that are not shown take part.
  func blend(of values: Matrix) -> [Float] {
    mean(rows.map { AttentionCore.blend($0.weights, of: values) })
  }
}

/// The mean of vectors of one length; at least one.
func mean(_ vectors: [[Float]]) -> [Float] {
  guard vectors.count > 1 else { return vectors.first ?? [] }
  return vectors[0].indices.map { column in
    vectors.reduce(0) { $0 + $1[column] } / Float(vectors.count)
  }
}

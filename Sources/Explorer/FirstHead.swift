import AttentionCore

/// The head that opens first: the one in which the query puts the most weight on one other word.
///
/// The model's own tokens, punctuation, the query's own word and the tokens next to it don't count,
/// because heads that look there do so in every sentence; where there is no other word, the ones
/// next to it do count, and where there are none of these either, the most spread row is taken.
///
/// - Complexity: O(heads · n · d), once for a sentence.
func firstHead(
  _ source: any AttentionSource, tokens: [Token], query: Int, interventions: Interventions
) -> HeadID {
  let start = tokens[...query].lastIndex { !$0.continuesWord } ?? query
  let end = tokens[(query + 1)...].firstIndex { !$0.continuesWord } ?? tokens.count
  let others = tokens.indices.filter { !(start..<end).contains($0) && tokens[$0].isWordLike }
  let distant = others.filter { $0 < start - 1 || $0 > end }
  let candidates = distant.isEmpty ? others : distant
  let worth = source.allHeads.map { head in
    let row = AttentionRow(
      query: query, original: source.original.scores(head, query: query),
      interventions: interventions.at(head))
    return (head, candidates.map { row.weights[$0] }.max() ?? row.entropy)
  }
  return worth.reduce((HeadID(layer: 0, index: 0), -Double.infinity)) { $1.1 > $0.1 ? $1 : $0 }.0
}

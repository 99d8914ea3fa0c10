import AttentionCore
import Scenes

/// An edit in one sentence: every pair of its queries and keys.
struct ResolvedEdit {
  let queries: Range<Int>
  let keys: Range<Int>
  let amount: Edit.Amount
  let scope: Scope?

  /// Finds the tokens that `request` names.
  ///
  /// - Throws: `OpeningError` where there is no such token, or there are several.
  init(_ request: EditRequest, in tokens: SourceTokens) throws(OpeningError) {
    queries = try tokens.places(of: request.query)
    keys = try tokens.places(of: request.key)
    amount = request.amount
    scope = request.scope
  }

  /// The edits, where `head` is shown.
  func edits(at head: HeadID) -> [Edit] {
    queries.flatMap { query in
      keys.map { Edit(query: query, key: $0, scope: scope ?? .head(head), amount: amount) }
    }
  }
}

import AttentionCore
import SentenceFiles

/// An edit as it is written on the command line, `QUERY:KEY:AMOUNT[:SCOPE]`, before it is known
/// which sentence it is for.
public struct EditRequest: Equatable, Sendable {
  private let query: String
  private let key: String
  private let amount: Edit.Amount
  /// The heads it is for; `nil` is the head that is shown.
  let scope: Scope?

  /// Reads an edit.
  ///
  ///     try EditRequest("bank:money:+1.5")
  ///     try EditRequest("it:trophy:mask:L3H1")
  ///
  /// - Throws: `WrongEdit`, which says what is wrong and what would be right.
  public init(_ text: String) throws(WrongEdit) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 || parts.count == 4, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw WrongEdit(text, "is not QUERY:KEY:AMOUNT, such as bank:money:+1.5 or 4:7:mask")
    }
    query = parts[0]
    key = parts[1]
    if parts[2] == "mask" {
      amount = .mask
    } else if let number = Double(parts[2]), number.isFinite {
      amount = .add(number)
    } else {
      throw WrongEdit(text, "has the amount “\(parts[2])”; it must be a number or mask")
    }
    guard parts.count == 4, parts[3] != "head" else {
      scope = nil
      return
    }
    guard let scope = Self.scope(parts[3]) else {
      throw WrongEdit(
        text, "has the scope “\(parts[3])”; it must be head, one such as L3H1 or L3, or all")
    }
    self.scope = scope
  }

  /// An edit in one sentence: every pair of its queries and keys.
  struct Resolved {
    let queries: Range<Int>
    let keys: Range<Int>
    let amount: Edit.Amount
    let scope: Scope?

    /// The edits, where `head` is shown.
    func edits(at head: Head) -> [Edit] {
      queries.flatMap { query in
        keys.map { Edit(query: query, key: $0, scope: scope ?? .head(head), amount: amount) }
      }
    }
  }

  /// The edit in a sentence of these tokens.
  ///
  /// - Throws: `OpeningError` where there is no such token, or there are several.
  func resolved(in tokens: SourceTokens) throws(OpeningError) -> Resolved {
    Resolved(
      queries: try tokens.places(of: query), keys: try tokens.places(of: key), amount: amount,
      scope: scope)
  }

  private static func scope(_ text: String) -> Scope? {
    if text == "all" { return .all }
    guard text.first == "L" else { return nil }
    let numbers = text.dropFirst().split(separator: "H", omittingEmptySubsequences: false)
      .map { $0.allSatisfy { ("0"..."9").contains($0) } ? Int($0) : nil }
    switch (numbers.count, numbers.first ?? nil, numbers.last ?? nil) {
    case (1, let layer?, _): return .layer(layer)
    case (2, let layer?, let head?): return .head(Head(layer: layer, head: head))
    default: return nil
    }
  }
}

/// What is wrong with an edit on the command line.
public struct WrongEdit: Error, Equatable, Sendable, CustomStringConvertible {
  /// A sentence for a person, already safe to show.
  public let description: String

  init(_ text: String, _ reason: String) {
    description = SafeText("the edit “\(text)” \(reason)").shown
  }
}

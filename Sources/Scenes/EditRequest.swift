import AttentionCore
import JSON
import Text

/// An edit as it is written on the command line and in sentence files, `QUERY:KEY:AMOUNT[:SCOPE]`,
/// before it is known which tokens it is for.
public struct EditRequest: Equatable, Sendable {
  /// The token that attends: a word, or an index from 0.
  public let query: String
  /// The token that is attended to: a word, or an index from 0.
  public let key: String
  /// What is done to the score.
  public let amount: Edit.Amount
  /// The heads it is for; `nil` is the head that is shown.
  public let scope: Scope?

  /// An edit as a request that names its tokens by their indices, or as `name` says.
  public init(_ edit: Edit, naming name: (Int) -> String = { String($0) }) {
    query = name(edit.pair.query)
    key = name(edit.pair.key)
    amount = edit.amount
    scope = edit.scope
  }

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
    } else if let number = Double(parts[2]), abs(number) <= ScoreChange.mostAdded {
      amount = .add(number)
    } else {
      throw WrongEdit(
        text, "has the amount “\(parts[2])”; it must be mask, or a number from -10000 to 10000")
    }
    guard parts.count == 4, parts[3] != "head" else {
      scope = nil
      return
    }
    guard let scope = Scope(written: parts[3]) else {
      throw WrongEdit(
        text, "has the scope “\(parts[3])”; it must be head, one such as L3H1 or L3, or all")
    }
    self.scope = scope
  }

  /// As it is written: `11:2:mask:all`.
  public var text: String {
    let amount =
      switch amount {
      case .add(let number): JSONText.shortest(number)
      case .mask: "mask"
      }
    return [query, key, amount, scope?.written ?? "head"].joined(separator: ":")
  }

  /// One head as it is written, `L3H1`; `nil` where it is not.
  package static func head(_ text: String) -> HeadID? {
    guard case .head(let head)? = Scope(written: text) else { return nil }
    return head
  }
}

/// What is wrong with an edit, an ablation or a patch as it is written.
public struct WrongEdit: Error, Equatable, Sendable, CustomStringConvertible {
  /// A sentence for a person, already safe to show.
  public let description: String

  init(_ text: String, _ reason: String, of what: String = "edit") {
    description = SafeText("the \(what) “\(text)” \(reason)").shown
  }
}

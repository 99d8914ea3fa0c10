import AttentionCore
import SentenceFiles

/// An edit as it is written on the command line, `QUERY:KEY:AMOUNT[:SCOPE]`, before it is known
/// which sentence it is for.
public struct EditRequest: Equatable, Sendable {
  private let query: String
  private let key: String
  private let amount: Edit.Amount

  /// Reads an edit.
  ///
  ///     try EditRequest("bank:money:+1.5")
  ///     try EditRequest("4:7:mask:head")
  ///
  /// - Throws: `WrongEdit`, which says what is wrong and what would be right.
  public init(_ text: String) throws(WrongEdit) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 || parts.count == 4, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw WrongEdit(text, "is not QUERY:KEY:AMOUNT, such as bank:money:+1.5 or 4:7:mask")
    }
    if parts.count == 4, parts[3] != "head", parts[3] != "all" {
      throw WrongEdit(
        text, "has the scope “\(parts[3])”; given and similarity attention has one head: head, all")
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
  }

  /// The edit in this scene.
  ///
  /// - Throws: `OpeningError` where the scene has no such token, or several.
  public func edit(in scene: Scene) throws(OpeningError) -> Edit {
    Edit(
      query: try place(of: query, in: scene), key: try place(of: key, in: scene), amount: amount)
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

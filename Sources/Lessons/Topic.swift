import AttentionCore
import Explorer
import Models
import Scenes
import Text

/// What a page is about: the sentence, the model, the head, the query, the tokens and the view that it
/// opens with.
struct Topic: Sendable {
  private let sentence: Int
  private let title: String
  private let model: LanguageModel
  private let count: Int
  private let head: HeadID?
  private let query: Int
  private let queryText: String
  private let joinsPieces, hidesSpecial: Bool
  private let view: String

  /// What `explorer` shows, as a page opens with it.
  init(_ explorer: Explorer) {
    let current = explorer.sentence
    sentence = explorer.sentences.index
    title = (current.scene.title ?? current.scene.sentence).shown
    model = current.model
    count = current.count
    head = current.source.hasHeads ? current.head : nil
    query = current.queryToken
    queryText = current.tokens[current.query].text.shown
    (joinsPieces, hidesSpecial) = (current.layout.joinsPieces, current.layout.hidesSpecial)
    view = type(of: explorer.view).name
  }

  /// What the page is about where `explorer` shows something else; `nil` where it does not, or what it
  /// shows is what `goal` asks for.
  func left(by explorer: Explorer, for goal: Goal) -> String? {
    if let left = leftForGood(by: explorer, for: goal) { return left }
    let layout = explorer.sentence.layout
    if layout.joinsPieces != joinsPieces { return joinsPieces ? "whole words" : "pieces of words" }
    if layout.hidesSpecial != hidesSpecial {
      return hidesSpecial ? "the words alone" : "all tokens, none of them hidden"
    }
    if type(of: explorer.view).name != view, !goal.asks(\.isAboutView) { return "the view \(view)" }
    return nil
  }

  /// What the page is about where `explorer` shows something else of which its text is not true.
  func leftForGood(by explorer: Explorer, for goal: Goal) -> String? {
    let current = explorer.sentence
    // Another model has other tokens, so it is named before the sentence is.
    if explorer.sentences.index == sentence, current.model !== model {
      return SafeText(model.name).shown
    }
    if explorer.sentences.index != sentence || current.count != count,
      !goal.asks(\.isAboutSentence)
    {
      return "“\(title)”"
    }
    if let head, current.head != head, !goal.asks(\.isAboutHead) { return "\(head)" }
    if explorer.sentences.index == sentence, current.queryToken != query,
      !goal.asks(\.isAboutQuery)
    {
      return "the query \(queryText)"
    }
    return nil
  }
}

extension Lesson {
  /// What to tell one who has wandered off from what the page is about.
  var wayBack: String? {
    guard case .act(let goal, false) = work, let live, let left = topic?.left(by: live, for: goal)
    else { return nil }
    return "this page is about \(left); R brings it back"
  }
}

extension Goal {
  fileprivate func asks(_ isAbout: (Condition) -> Bool) -> Bool {
    conditions.contains(where: isAbout)
  }
}

extension Sentence {
  /// The query among the source's tokens, however these are shown.
  fileprivate var queryToken: Int { layout.groups[query].lowerBound }
}

extension Condition {
  fileprivate var isAboutHead: Bool { if case .head = self { true } else { false } }
  fileprivate var isAboutView: Bool { if case .view = self { true } else { false } }
  fileprivate var isAboutQuery: Bool { if case .query = self { true } else { false } }
  fileprivate var isAboutSentence: Bool { if case .has = self { true } else { false } }
}

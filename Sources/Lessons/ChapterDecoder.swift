import AttentionCore
import Explorer
import SentenceFiles

/// Makes a chapter of what its file says, and says on which line it can't.
struct ChapterDecoder {
  private static let pageKeys = [
    "text", "scene", "view", "do", "until", "question", "options", "right", "see",
  ]
  private static let conditionKeys = [
    "edited", "query", "selected", "weight", "masked", "blend", "nearest", "head", "view",
    "temperature",
  ]

  /// - Throws: what is wrong, on which line, and what would be right.
  static func chapter(_ value: JSONValue) throws(Flaw) -> Chapter {
    let object = try JSONObject(value, "a chapter", keys: ["title", "pages"])
    guard let title = try object.string("title") else {
      throw Flaw(line: object.line, reason: "the chapter has no title; give it one")
    }
    let pages = try object.member("pages") { (value, name) throws(Flaw) in
      try JSONObject.array(value, name) { (value, _) throws(Flaw) in try page(value) }
    }
    guard let pages, !pages.isEmpty else {
      throw Flaw(line: object.line, reason: "the chapter has no pages; give at least one")
    }
    return Chapter(title: SafeText(title), pages: pages)
  }

  private static func page(_ value: JSONValue) throws(Flaw) -> Page {
    let object = try JSONObject(value, "a page", keys: pageKeys)
    guard let text = try object.string("text") else {
      throw Flaw(line: object.line, reason: "the page has no text; say something on it")
    }
    let scene = try object.member("scene") { (value, _) throws(Flaw) in
      try SceneDecoder(value).scene()
    }
    let view = try object.member("view", Self.view) ?? .row
    let step: Page.Step
    if let goal = try goal(object) {
      guard scene != nil else {
        throw Flaw(line: object.line, reason: "the page asks to do something without a scene")
      }
      step = .act(goal)
    } else if let question = try question(object) {
      step = .answer(question)
    } else {
      step = .read
    }
    return Page(text: SafeText(text), scene: scene, view: view, step: step)
  }

  private static func goal(_ object: JSONObject) throws(Flaw) -> Goal? {
    let say = try object.string("do")
    let conditions = try object.member("until") { (value, _) throws(Flaw) in
      try Self.conditions(value)
    }
    switch (say, conditions) {
    case (nil, nil): return nil
    case (let say?, let conditions?) where !conditions.isEmpty:
      return Goal(say: SafeText(say), conditions: conditions)
    default:
      throw Flaw(
        line: object.line,
        reason: "do and until belong together: what to do, and what then holds")
    }
  }

  private static func question(_ object: JSONObject) throws(Flaw) -> Question? {
    guard let text = try object.string("question") else { return nil }
    let options: [Question.Option] =
      try object.member("options") { (value, name) throws(Flaw) in
        try JSONObject.array(value, name) { (value, name) throws(Flaw) in
          let option = try JSONObject(value, "an option", keys: ["text", "reply"])
          guard let text = try option.string("text"), let reply = try option.string("reply") else {
            throw Flaw(line: value.line, reason: "\(name) needs a text and a reply")
          }
          return Question.Option(text: SafeText(text), reply: SafeText(reply))
        }
      } ?? []
    let right = try object.member("right", JSONObject.number).flatMap { Int(exactly: $0) }
    guard (2...9).contains(options.count), let right, options.indices.contains(right) else {
      throw Flaw(
        line: object.line,
        reason: "a question needs 2 to 9 options, and right must be the index of one, from 0")
    }
    let see = try object.member("see", JSONObject.number).flatMap { Int(exactly: $0) }
    return Question(text: SafeText(text), options: options, right: right, see: see)
  }

  private static func conditions(_ value: JSONValue) throws(Flaw) -> [Condition] {
    let object = try JSONObject(value, "until", keys: conditionKeys)
    var conditions: [Condition] = []
    if try object.member("edited", JSONObject.bool) == true { conditions.append(.edited) }
    if let word = try object.string("query") { conditions.append(.query(word)) }
    if let word = try object.string("selected") { conditions.append(.selected(word)) }
    if let word = try object.string("masked") { conditions.append(.masked(word)) }
    if let word = try object.string("nearest") { conditions.append(.nearest(word)) }
    if let view = try object.member("view", Self.view) { conditions.append(.view(view)) }
    if let head = try object.member("head", Self.head) { conditions.append(.head(head)) }
    if let value = object["weight"] {
      let weight = try JSONObject(value, "weight", keys: ["token", "above", "below"])
      guard let token = try weight.string("token") else {
        throw Flaw(line: value.line, reason: "weight needs the token that it is on")
      }
      conditions.append(.weight(token, try range(weight)))
    }
    if let value = object["blend"] {
      conditions.append(.blend(try range(JSONObject(value, "blend", keys: ["above", "below"]))))
    }
    if let value = object["temperature"] {
      conditions.append(
        .temperature(try range(JSONObject(value, "temperature", keys: ["above", "below"]))))
    }
    return conditions
  }

  private static func range(_ object: JSONObject) throws(Flaw) -> ClosedRange<Double> {
    let above = try object.member("above", JSONObject.number)
    let below = try object.member("below", JSONObject.number)
    guard above != nil || below != nil, above ?? -.infinity <= below ?? .infinity else {
      throw Flaw(line: object.line, reason: "needs above, below or both, in this order")
    }
    return (above ?? -.infinity)...(below ?? .infinity)
  }

  private static func view(_ value: JSONValue, _ name: String) throws(Flaw) -> ViewKind {
    let text = try JSONObject.string(value, name)
    guard let view = ViewKind.allCases.first(where: { $0.name == text }) else {
      let names = ViewKind.allCases.map(\.name).joined(separator: ", ")
      throw Flaw(line: value.line, reason: "there is no such view; the views are \(names)")
    }
    return view
  }

  private static func head(_ value: JSONValue, _ name: String) throws(Flaw) -> Head {
    guard let head = EditRequest.head(try JSONObject.string(value, name)) else {
      throw Flaw(line: value.line, reason: "head must be such as \"L3H1\"")
    }
    return head
  }
}

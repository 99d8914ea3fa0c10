import Explorer
import LanguageModel
import SentenceFiles

/// Makes a chapter of what its file says, and says on which line it can't.
struct ChapterDecoder {
  private static let stageKeys = ["scene", "beside", "view", "edits", "select"]
  private static let pageKeys =
    ["text"] + stageKeys
    + ["do", "until", "steps", "question", "options", "right", "answer", "see"]

  /// The scenes that have names of their own, which chapters can use.
  let scenes: [String: Scene]
  /// The model that reads sentences.
  let model: BertModel

  /// - Throws: what is wrong, on which line, and what would be right.
  func chapter(_ value: JSONValue) throws(Flaw) -> Chapter {
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

  private func page(_ value: JSONValue) throws(Flaw) -> Page {
    let object = try JSONObject(value, "a page", keys: Self.pageKeys)
    guard let text = try object.string("text") else {
      throw Flaw(line: object.line, reason: "the page has no text; say something on it")
    }
    let stage = try stage(object)
    let tasks: [Page.Task] = [
      try goal(object).map(Page.Task.act), try question(object).map(Page.Task.answer),
      try demonstration(object).map(Page.Task.watch),
    ].compactMap { $0 }
    guard tasks.count <= 1 else {
      throw Flaw(
        line: object.line, reason: "a page has one task: something to do, a question, or steps")
    }
    let task = tasks.first ?? .read
    switch task {
    case .act where stage == nil, .watch where stage == nil:
      throw Flaw(
        line: object.line, reason: "the page needs a scene for what there is to do or to watch")
    default: return Page(text: SafeText(text), stage: stage, task: task)
    }
  }

  /// The live sentence that `object` names; `nil` where it names none.
  private func stage(_ object: JSONObject) throws(Flaw) -> Stage? {
    guard let value = object["scene"] else {
      for key in Self.stageKeys {
        if let stray = object[key] {
          throw Flaw(line: stray.line, reason: "\(key) stands without a scene; give the scene")
        }
      }
      return nil
    }
    var scenes = [try scene(value, "scene")]
    if let beside = try object.member("beside", scene) { scenes.append(beside) }
    let view = try object.member("view", ConditionDecoder.view) ?? .row
    let edits = try object.member("edits", SceneDecoder.edits) ?? []
    let selected = try object.string("select")
    do {
      return try Stage(
        scenes: scenes, view: view, edits: edits, selected: selected, model: model)
    } catch {
      throw Flaw(line: value.line, reason: error.description)
    }
  }

  /// A scene, or the name of one.
  private func scene(_ value: JSONValue, _ name: String) throws(Flaw) -> Scene {
    guard case .string(let known) = value.content else { return try SceneDecoder(value).scene() }
    guard let scene = scenes[known] else {
      throw Flaw(
        line: value.line,
        reason: "\(name) is \(quoted(known)), which is not in scenes.json; "
          + (scenes.isEmpty
            ? "there is none" : "the names are \(scenes.keys.sorted().joined(separator: ", "))"))
    }
    return scene
  }

  private func goal(_ object: JSONObject) throws(Flaw) -> Goal? {
    let say = try object.string("do")
    let conditions = try object.member("until") { (value, _) throws(Flaw) in
      try ConditionDecoder.conditions(value)
    }
    switch (say, conditions) {
    case (nil, nil): return nil
    case (let say?, let conditions?): return Goal(say: SafeText(say), conditions: conditions)
    default:
      throw Flaw(
        line: object.line,
        reason: "do and until belong together: what to do, and what then holds")
    }
  }

  private func question(_ object: JSONObject) throws(Flaw) -> Question? {
    guard let text = try object.string("question") else {
      for key in ["options", "right", "answer", "see"] {
        if let stray = object[key] {
          throw Flaw(line: stray.line, reason: "\(key) stands without a question; ask one")
        }
      }
      return nil
    }
    let options: [Question.Option] =
      try object.member("options") { (value, name) throws(Flaw) in
        try JSONObject.array(value, name) { (value, name) throws(Flaw) in
          let option = try JSONObject(
            value, "an option", keys: ["text", "reply"] + Self.stageKeys)
          guard let text = try option.string("text"), let reply = try option.string("reply") else {
            throw Flaw(line: value.line, reason: "\(name) needs a text and a reply")
          }
          return Question.Option(
            text: SafeText(text), reply: SafeText(reply), stage: try stage(option))
        }
      } ?? []
    let right = try object.member("right", JSONObject.number).flatMap { Int(exactly: $0) }
    guard (2...9).contains(options.count), let right, options.indices.contains(right) else {
      throw Flaw(
        line: object.line,
        reason: "a question needs 2 to 9 options, and right must be the index of one, from 0")
    }
    let answer = try object.member("answer") { (value, _) throws(Flaw) in
      try stage(JSONObject(value, "answer", keys: Self.stageKeys))
    }
    let see = try object.member("see", JSONObject.number).flatMap { Int(exactly: $0) }
    return Question(
      text: SafeText(text), options: options, right: right, stage: answer ?? nil, see: see)
  }

  private func demonstration(_ object: JSONObject) throws(Flaw) -> Demonstration? {
    let steps = try object.member("steps") { (value, name) throws(Flaw) in
      try JSONObject.array(value, name) { (value, name) throws(Flaw) in
        let step = try JSONObject(value, "a step", keys: ["show", "say"])
        guard let show = try step.string("show"), let say = try step.string("say") else {
          throw Flaw(line: value.line, reason: "\(name) needs what to show and what to say")
        }
        guard let part = Demonstration.Part(named: show) else {
          throw Flaw(
            line: value.line,
            reason: "there is no step \(quoted(show)); the steps are "
              + Demonstration.Part.names.joined(separator: ", "))
        }
        return Demonstration.Step(part: part, say: SafeText(say))
      }
    }
    guard let steps else { return nil }
    guard !steps.isEmpty else {
      throw Flaw(line: object.line, reason: "steps is empty; give at least one")
    }
    return Demonstration(steps: steps)
  }
}

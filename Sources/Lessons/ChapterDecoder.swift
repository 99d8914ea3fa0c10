import Views
import Explorer
import JSON
import Scenes
import Text

/// Makes a chapter of what its file says, and says on which line it can't.
struct ChapterDecoder {
  private static let stageKeys = ["scene", "beside", "view", "edits", "joined", "select"]
  private static let pageKeys =
    ["text", "picture"] + stageKeys
    + ["do", "until", "steps", "question", "options", "right", "answer", "see"]

  /// The scenes that have names of their own, which chapters can use.
  let scenes: [String: Scene]
  /// The training sets, which chapters can use by their names.
  let training: [String: TrainingSet]
  /// The folder of the lesson, which paths are relative to.
  let folder: String
  /// How many chapters the lesson has.
  let chapters: Int
  /// What reads sentences.
  let models: OpenModels

  /// - Throws: what is wrong, on which line, and what would be right.
  func chapter(_ value: JSONValue) throws(Flaw) -> Chapter {
    let object = try JSONObject(value, "a chapter", keys: ["title", "pages"])
    guard let title = try object.text("title") else {
      throw Flaw(line: object.line, reason: "the chapter has no title; give it one")
    }
    let pages = try object.member("pages") { (value, name) throws(Flaw) in
      try JSONObject.array(value, name) { (value, _) throws(Flaw) in try page(value) }
    }
    guard let pages, !pages.isEmpty else {
      throw Flaw(line: object.line, reason: "the chapter has no pages; give at least one")
    }
    return Chapter(title: title, pages: pages)
  }

  private func page(_ value: JSONValue) throws(Flaw) -> Page {
    let object = try JSONObject(value, "a page", keys: Self.pageKeys)
    guard let text = try object.text("text") else {
      throw Flaw(line: object.line, reason: "the page has no text; say something on it")
    }
    let stage = try stage(object)
    let picture = try picture(object)
    let tasks = [
      try goal(object, stage).map { Page.Task.act($0.goal, $0.stage) },
      try question(object).map { Page.Task.answer($0, stage) },
      try demonstration(object, stage).map { Page.Task.watch($0.demonstration, $0.stage) },
    ].compactMap { $0 }
    guard tasks.count <= 1 else {
      throw Flaw(
        line: object.line, reason: "a page has one task: something to do, a question, or steps")
    }
    return Page(text: text, picture: picture, task: tasks.first ?? .read(stage))
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
    let first = try scene(value, "scene")
    let beside = try object.member("beside", scene)
    let view = try object.member("view", ConditionDecoder.view) ?? allViews[0]
    let edits = try object.member("edits", SceneDecoder.edits) ?? []
    let isJoined = try object.member("joined", JSONObject.bool) ?? false
    let selected = try object.string("select")
    let named = object["edits"] ?? object["select"] ?? value
    do {
      return try Stage(
        first, beside: beside, view: view, edits: edits, joinsPieces: isJoined,
        selected: selected, models: models)
    } catch {
      throw Flaw(line: named.line, reason: error.description)
    }
  }

  /// The lines of the page's picture; none where it has none.
  private func picture(_ object: JSONObject) throws(Flaw) -> [SafeText] {
    guard let value = object["picture"] else { return [] }
    guard object["scene"] == nil else {
      throw Flaw(line: value.line, reason: "a page shows a scene or a picture, not both")
    }
    let lines = try JSONObject.array(value, "picture", JSONObject.text)
    guard (1...Self.tallestPicture).contains(lines.count) else {
      throw Flaw(
        line: value.line,
        reason: "picture has \(lines.count) lines; it may have 1 to \(Self.tallestPicture)")
    }
    return lines
  }

  private static let tallestPicture = 40

  /// A scene, or the name of one.
  private func scene(_ value: JSONValue, _ name: String) throws(Flaw) -> Scene {
    guard case .string(let known) = value.content else {
      return try SceneDecoder(value, in: folder).scene()
    }
    guard let scene = scenes[known] else {
      let names = scenes.keys.sorted().prefix(20).map(quoted).joined(separator: ", ")
      throw Flaw(
        line: value.line,
        reason: "\(name) is \(quoted(known)), which is not in scenes.json; "
          + (names.isEmpty ? "there is none" : "the names are \(names)"))
    }
    return scene
  }

  private static func staged<T>(
    _ task: T, _ stage: Stage?, line: Int
  ) throws(Flaw) -> (T, Stage) {
    guard let stage else {
      throw Flaw(
        line: line, reason: "the page needs a scene for what there is to do or to watch")
    }
    return (task, stage)
  }

  private func goal(
    _ object: JSONObject, _ stage: Stage?
  ) throws(Flaw) -> (goal: Goal, stage: Stage)? {
    let say = try object.text("do")
    let conditions = try object.member("until") { (value, _) throws(Flaw) in
      try ConditionDecoder.conditions(value)
    }
    switch (say, conditions) {
    case (nil, nil): return nil
    case (let say?, let conditions?):
      let (goal, stage) = try Self.staged(
        Goal(say: say, conditions: conditions), stage, line: object.line)
      for condition in conditions {
        if let reason = condition.flaw(in: stage) {
          throw Flaw(line: object["until"]?.line ?? object.line, reason: reason)
        }
      }
      return (goal, stage)
    default:
      throw Flaw(
        line: object.line,
        reason: "do and until belong together: what to do, and what then holds")
    }
  }

  private func question(_ object: JSONObject) throws(Flaw) -> Question? {
    guard let text = try object.text("question") else {
      for key in ["options", "right", "answer", "see"] {
        if let stray = object[key] {
          throw Flaw(line: stray.line, reason: "\(key) stands without a question; ask one")
        }
      }
      return nil
    }
    let options = try object.member("options") { (value, name) throws(Flaw) in
      try JSONObject.array(value, name, option)
    }
    let right = try object.member("right", JSONObject.number)?.integer
    guard let options, (2...9).contains(options.count), let right, options.indices.contains(right)
    else {
      throw Flaw(
        line: object.line,
        reason: "a question needs 2 to 9 options, and right must be the index of one, from 0")
    }
    let answer = try object.member("answer") { (value, _) throws(Flaw) in
      guard let stage = try stage(JSONObject(value, "answer", keys: Self.stageKeys)) else {
        throw Flaw(line: value.line, reason: "answer has no scene; give the scene that shows it")
      }
      return stage
    }
    return Question(
      text: text, options: options, right: right, stage: answer,
      see: try object.member("see", chapterNumber))
  }

  private func option(_ value: JSONValue, _ name: String) throws(Flaw) -> Question.Option {
    let option = try JSONObject(value, "an option", keys: ["text", "reply"] + Self.stageKeys)
    guard let text = try option.text("text"), let reply = try option.text("reply") else {
      throw Flaw(line: value.line, reason: "\(name) needs a text and a reply")
    }
    return Question.Option(text: text, reply: reply, stage: try stage(option))
  }

  /// The index, from 0, of the chapter that is named by its number, from 1.
  private func chapterNumber(_ value: JSONValue, _ name: String) throws(Flaw) -> Int {
    let number = try JSONObject.number(value, name)
    guard let chapter = number.integer, (1...chapters).contains(chapter) else {
      throw Flaw(
        line: value.line,
        reason: "\(name) is \(number); it must be a chapter from 1 to \(chapters)")
    }
    return chapter - 1
  }

  private func demonstration(
    _ object: JSONObject, _ stage: Stage?
  ) throws(Flaw) -> (demonstration: Demonstration, stage: Stage)? {
    let steps = try object.member("steps") { (value, name) throws(Flaw) in
      try JSONObject.array(value, name, step)
    }
    guard let steps else { return nil }
    guard let demonstration = Demonstration(steps) else {
      throw Flaw(line: object.line, reason: "steps is empty; give at least one")
    }
    return try Self.staged(demonstration, stage, line: object.line)
  }

  private func step(
    _ value: JSONValue, _ name: String
  ) throws(Flaw) -> Demonstration.Step {
    let step = try JSONObject(value, "a step", keys: ["show", "say", "set", "to", "by"])
    guard let show = try step.string("show"), let say = try step.text("say") else {
      throw Flaw(line: value.line, reason: "\(name) needs what to show and what to say")
    }
    if let part = try learning(show, step) { return Demonstration.Step(part: part, say: say) }
    guard let part = Demonstration.Part(named: show) else {
      throw Flaw(
        line: value.line,
        reason: "there is no step \(quoted(show)); the steps are "
          + Demonstration.Part.names.joined(separator: ", "))
    }
    return Demonstration.Step(part: part, say: say)
  }
}

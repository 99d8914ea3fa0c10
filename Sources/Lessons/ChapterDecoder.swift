import JSON
import Scenes
import Text

/// Makes a chapter of what its file says, and says on which lines it can't.
struct ChapterDecoder {
  private static let pageKeys =
    ["text", "picture"] + StageDecoder.keys
    + [
      "do", "until", "steps", "question", "options", "right", "number", "answer", "see", "film",
      "hints", "press",
    ]

  /// Makes the live sentences.
  var stages: StageDecoder
  /// The training sets, which chapters can use by their names.
  let training: [String: TrainingSet]
  /// How many chapters the lesson has.
  let chapters: Int

  /// The chapter, as far as it can be read; `nil` where nothing of it can.
  ///
  /// - Parameters:
  ///   - path: of its file.
  ///   - flaws: takes in what is wrong.
  func chapter(_ value: JSONValue, path: String, _ flaws: Flaws) -> Chapter? {
    guard let object = flaws.object(value, "a chapter", keys: ["title", "instruments", "pages"])
    else {
      return nil
    }
    let title = flaws.collect { () throws(Flaw) in
      guard let title = try object.text("title") else {
        throw Flaw(line: object.line, reason: "the chapter has no title; give it one")
      }
      return title
    }
    let values = flaws.collect { () throws(Flaw) in
      let values = try object.member("pages") { (value, name) throws(Flaw) in
        try JSONObject.array(value, name) { (value, _) throws(Flaw) in value }
      }
      guard let values, !values.isEmpty else {
        throw Flaw(line: object.line, reason: "the chapter has no pages; give at least one")
      }
      return values
    }
    var decoder = self
    decoder.stages.instruments =
      flaws.member("instruments", of: object, StageDecoder.instruments) ?? .all
    let pages = (values ?? []).compactMap { decoder.page($0, flaws) }
    guard !pages.isEmpty else { return nil }
    return Chapter(path: path, title: title ?? SafeText(""), pages: pages)
  }

  private func page(_ value: JSONValue, _ flaws: Flaws) -> Page? {
    let before = flaws.all.count
    guard let object = flaws.object(value, "a page", keys: Self.pageKeys) else { return nil }
    let text = flaws.collect { () throws(Flaw) in
      guard let text = try object.text("text") else {
        throw Flaw(line: object.line, reason: "the page has no text; say something on it")
      }
      return text
    }
    let stage = stages.stage(object, flaws)
    let picture = flaws.collect { () throws(Flaw) in try self.picture(object) } ?? []
    // The page's answers are shown with what it has itself.
    var answers = stages
    answers.instruments = stage?.instruments ?? stages.instruments
    let questions = QuestionDecoder(stages: answers, chapters: chapters)
    let tasks = [
      goal(object, stage, flaws).map { Page.Task.act($0.goal, $0.stage) },
      questions.question(object, stage, flaws),
      demonstration(object, stage, flaws).map { Page.Task.watch($0.demonstration, $0.stage) },
    ].compactMap { $0 }
    let hints =
      flaws.member("hints", of: object) { (value, name) throws(Flaw) in
        try JSONObject.array(value, name, JSONObject.text)
      } ?? []
    let keys = flaws.member("press", of: object, FilmDecoder.keys) ?? []
    let film = object["film"].map { FilmDecoder.steps($0, flaws) } ?? []
    if tasks.count > 1 {
      flaws.add(object.line, "a page has one task: something to do, a question, or steps")
    }
    guard let text, flaws.all.count == before else { return nil }
    return Page(
      line: object.line, text: text, picture: picture, task: tasks.first ?? .read(stage),
      film: film, hints: hints,
      keys: film.contains { !$0.keys.isEmpty } ? film.flatMap(\.keys) : keys)
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

  /// `task` with the live sentence that it needs; `nil` where the page has none.
  private func staged<T>(
    _ task: T, _ stage: Stage?, _ object: JSONObject, _ flaws: Flaws
  ) -> (T, Stage)? {
    guard let stage else {
      // What is wrong with a scene that is there was told.
      if object["scene"] == nil {
        flaws.add(object.line, "the page needs a scene for what there is to do or to watch")
      }
      return nil
    }
    return (task, stage)
  }

  private func goal(
    _ object: JSONObject, _ stage: Stage?, _ flaws: Flaws
  ) -> (goal: Goal, stage: Stage)? {
    guard let until = object["until"], object["do"] != nil else {
      if object["until"] != nil || object["do"] != nil {
        flaws.add(object.line, "do and until belong together: what to do, and what then holds")
      }
      return nil
    }
    let say = flaws.member("do", of: object, JSONObject.text)
    let conditions = ConditionDecoder.conditions(until, flaws)
    guard let say, !conditions.isEmpty else { return nil }
    let goal = Goal(line: until.line, say: say, conditions: conditions)
    guard let (goal, stage) = staged(goal, stage, object, flaws) else { return nil }
    // What a model of its own says to them is looked for when that is opened, in `lesson check`.
    if !stage.opensModel, let reason = goal.missing(in: stage) { flaws.add(until.line, reason) }
    return (goal, stage)
  }

  private func demonstration(
    _ object: JSONObject, _ stage: Stage?, _ flaws: Flaws
  ) -> (demonstration: Demonstration, stage: Stage)? {
    guard let value = object["steps"] else { return nil }
    let values = flaws.collect { () throws(Flaw) in
      try JSONObject.array(value, "steps") { (value, name) throws(Flaw) in (value, name) }
    }
    guard let values else { return nil }
    let steps = values.compactMap { value, name in
      flaws.collect { () throws(Flaw) in try step(value, name) }
    }
    guard let demonstration = Demonstration(steps) else {
      if values.isEmpty { flaws.add(object.line, "steps is empty; give at least one") }
      return nil
    }
    return staged(demonstration, stage, object, flaws)
  }

  private func step(
    _ value: JSONValue, _ name: String
  ) throws(Flaw) -> Demonstration.Step {
    let step = try JSONObject(value, "a step", keys: ["show", "say", "set", "to", "by", "words"])
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

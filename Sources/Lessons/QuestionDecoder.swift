import JSON
import Scenes
import Text

/// Makes a question of what a page says of it.
struct QuestionDecoder {
  /// Makes the live sentences of its answers.
  let stages: StageDecoder
  /// How many chapters the lesson has.
  let chapters: Int

  /// The question that `object` asks; `nil` where it asks none or has a flaw, which is kept.
  func question(_ object: JSONObject, _ stage: Stage?, _ flaws: Flaws) -> Page.Task? {
    guard object["question"] != nil else {
      for key in ["options", "right", "number", "answer", "see"] {
        if let stray = object[key] {
          flaws.add(stray.line, "\(key) stands without a question; ask one")
        }
      }
      return nil
    }
    let text = flaws.member("question", of: object, JSONObject.text)
    let answer = object["answer"].flatMap { self.answer($0, flaws) }
    let see = flaws.member("see", of: object, chapterNumber)
    if let number = object["number"] {
      for key in ["options", "right"] {
        if let stray = object[key] {
          flaws.add(stray.line, "\(key) stands beside number; a question has one of them")
        }
      }
      let reply = flaws.collect { () throws(Flaw) in try Self.number(number) }
      guard let text, let reply else { return nil }
      return .reckon(
        NumberQuestion(
          text: text, value: reply.value, tolerance: reply.tolerance, right: reply.right,
          wrong: reply.wrong, stage: answer, see: see), stage)
    }
    let options = object["options"].map { self.options($0, flaws) } ?? []
    let right = object["right"].flatMap { value in
      flaws.collect { () throws(Flaw) in try Self.right(value) }
    }
    guard options.allSatisfy({ $0 != nil }) else { return nil }
    let given = options.compactMap { $0 }
    guard (2...9).contains(given.count), let right, !right.isEmpty,
      right.allSatisfy(given.indices.contains)
    else {
      if object["right"] == nil || right != nil {
        flaws.add(
          object.line,
          "a question needs 2 to 9 options, and right must be the index of one, from 0, or "
            + "an array of such; or a number instead of both")
      }
      return nil
    }
    guard right.count < given.count else {
      flaws.add(object.line, "every answer is right; leave one that is not")
      return nil
    }
    guard let text else { return nil }
    return .answer(
      Question(text: text, options: given, right: right, stage: answer, see: see), stage)
  }

  private func answer(_ value: JSONValue, _ flaws: Flaws) -> Stage? {
    guard let object = flaws.object(value, "answer", keys: StageDecoder.keys) else { return nil }
    if object["scene"] == nil, StageDecoder.keys.allSatisfy({ object[$0] == nil }) {
      flaws.add(value.line, "answer has no scene; give the scene that shows it")
    }
    return stages.stage(object, flaws)
  }

  /// The options, `nil` for each that has a flaw.
  private func options(_ value: JSONValue, _ flaws: Flaws) -> [Question.Option?] {
    let values = flaws.collect { () throws(Flaw) in
      try JSONObject.array(value, "options") { (value, name) throws(Flaw) in (value, name) }
    }
    return values?.map { option($0, $1, flaws) } ?? [nil]
  }

  private func option(_ value: JSONValue, _ name: String, _ flaws: Flaws) -> Question.Option? {
    let before = flaws.all.count
    guard
      let option = flaws.object(value, "an option", keys: ["text", "reply"] + StageDecoder.keys)
    else { return nil }
    let stage = stages.stage(option, flaws)
    return flaws.collect { () throws(Flaw) -> Question.Option? in
      guard let text = try option.text("text"), let reply = try option.text("reply") else {
        throw Flaw(line: value.line, reason: "\(name) needs a text and a reply")
      }
      return flaws.all.count == before
        ? Question.Option(text: text, reply: reply, stage: stage) : nil
    } ?? nil
  }

  /// The indices of the right answers: one, or an array of several.
  private static func right(_ value: JSONValue) throws(Flaw) -> Set<Int> {
    let index = { (value: JSONValue, name: String) throws(Flaw) -> Int in
      guard let index = try JSONObject.number(value, name).integer else {
        throw Flaw(line: value.line, reason: "\(name) must be the index of an option, from 0")
      }
      return index
    }
    guard case .array = value.content else { return [try index(value, "right")] }
    return Set(try JSONObject.array(value, "right", index))
  }

  private static func number(
    _ value: JSONValue
  ) throws(Flaw) -> (value: Double, tolerance: Double, right: SafeText, wrong: SafeText) {
    let object = try JSONObject(value, "number", keys: ["is", "within", "right", "wrong"])
    guard let number = try object.member("is", JSONObject.double),
      let right = try object.text("right"), let wrong = try object.text("wrong")
    else {
      throw Flaw(
        line: value.line,
        reason: "number needs what it is, and what there is to say to right and to wrong")
    }
    let tolerance = try object.member("within", JSONObject.double) ?? 0
    guard tolerance >= 0 else {
      throw Flaw(
        line: object["within"]?.line ?? value.line,
        reason: "within is how far from it is still right; it must be at least 0")
    }
    return (number, tolerance, right, wrong)
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
}

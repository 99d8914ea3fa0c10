import JSON
import Text

extension ChapterDecoder {
  /// The most steps of learning that a demonstration may take, so that its end is there soon.
  private static let mostSteps = 1000

  /// A step in which something learns, or shows what it has learned; `nil` where `show` is neither.
  ///
  /// - Throws: what is wrong, on which line, and what would be right.
  func learning(
    _ show: String, _ step: JSONObject
  ) throws(Flaw) -> Demonstration.Part? {
    let words = step["words"]
    if show == Demonstration.Part.learnersName {
      let number = try step.member("words", JSONObject.number)
      guard let number else { return .learners(words: nil) }
      guard let length = LearnersRun.lengths.first(where: { $0 == number.integer }) else {
        let lengths = LearnersRun.lengths.map(String.init).joined(separator: ", ")
        throw Flaw(
          line: words?.line ?? step.line,
          reason: "words must be how many words a sentence has, of \(lengths)")
      }
      return .learners(words: length)
    }
    if let words { throw Flaw(line: words.line, reason: "words belongs to the step learners") }
    guard Demonstration.Part.learningNames.contains(show) else {
      for key in ["set", "to", "by"] {
        if let stray = step[key] {
          throw Flaw(line: stray.line, reason: "\(key) belongs to the steps training and unseen")
        }
      }
      return nil
    }
    guard let name = try step.string("set"), let set = training[name] else {
      let names = training.keys.sorted().prefix(20).map(quoted).joined(separator: ", ")
      throw Flaw(
        line: step.line,
        reason: "the step needs a set of training.json; "
          + (names.isEmpty ? "there is none" : "the sets are \(names)"))
    }
    guard show == "training" else { return .unseen(set) }
    let end = try step.member("to", JSONObject.number)?.integer
    let stride = try step.member("by", JSONObject.number).map(\.integer) ?? Self.mostSteps
    guard let end, (0...Self.mostSteps).contains(end), let stride, stride > 0 else {
      throw Flaw(
        line: step.line,
        reason: "to must be how many steps are taken then, up to \(Self.mostSteps), and by, how "
          + "many at a time, at least 1")
    }
    return .training(set, to: end, by: stride)
  }
}

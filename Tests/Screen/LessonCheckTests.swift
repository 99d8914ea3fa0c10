// swift-format-ignore-file: NeverUseForceTry
import Foundation
import Lessons
import OpenedSentences
import Resources
import Scenes
import Screen
import Testing

struct LessonCheckTests {
  @Test func nothingIsWrongWithTheBundledLesson() throws {
    let folder = try LessonFolder(path: Resources.lesson, models: models)
    #expect(problems(in: folder).map(\.description) == [])
  }

  private static let scene =
    #""scene": {"tokens": ["a", "b"], "weights": [0.5, 0.5], "values": [[0], [1]]}"#

  @Test(arguments: [
    (
      #"{"blend": {"above": 2}}"#, "until waits for an average above 2; it stays between the values"
    ),
    (#"{"weight": {"token": "a", "above": 1.5}}"#, "until waits for a weight of \"a\" above 1.5"),
    (#"{"weight": {"token": "a", "below": -1}}"#, "until waits for a weight of \"a\" below -1"),
    (
      #"{"masked": "a", "weight": {"token": "a", "above": 0.5}}"#,
      "\"a\" is to be masked and to have"
    ),
    (
      #"{"temperature": {"above": 100}}"#,
      "until waits for a temperature above 100; t and T go from"
    ),
    (
      #"{"retention": {"above": 0.995}}"#, "until waits for a retention above 0.995; it can be 0.1,"
    ),
    (
      #"{"shifted": {"above": 1.2, "below": 1.8}}"#,
      "until waits for a shift from 1.2 to 1.8; + and -"
    ),
    (
      #"{"weight": {"token": "b", "above": 0.9}}"#,
      "do says 0.9, but until lets all that is above it count; give below too"
    ),
    (#"{"selected": "a"}"#, "until holds already when the page opens"),
    (#"{"weight": {"token": "a", "above": 0.4}}"#, "until holds already when the page opens"),
  ])
  func aGoalThatCannotBeReachedOrIsReachedIsTold(until: String, told: String) throws {
    let chapter = """
      {"title": "t", "pages": [
       {"text": "x", \(Self.scene), "do": "Push *b* until it has 0.9, or above 0.4.",
        "until": \(until)}]}
      """
    let problem = try #require(try check(chapter).first)
    #expect(problem.line == 3 && problem.reason.hasPrefix(told), "\(problem)")
  }

  @Test func whatDoesNotFitIsTold() throws {
    let words = Array(repeating: "words", count: 150).joined(separator: " ")
    let long = try check(#"{"title": "t", "pages": [{"text": "\#(words)"}]}"#)
    #expect(long.map(\.reason).first?.hasPrefix("the page does not fit 80 × 24") == true)
    let short = Array(repeating: "words", count: 60).joined(separator: " ")
    let reply = try check(
      """
      {"title": "t", "pages": [{"text": "\(short)", \(Self.scene), "question": "\(short)",
        "options": [{"text": "a", "reply": "\(short)"}, {"text": "\(short)", "reply": "b"}], "right": 0}]}
      """)
    #expect(reply.map(\.reason).first?.contains("not fit 80 × 24") == true, "\(reply)")
  }

  @Test func keysThatDoNotDoTheirPageAreTold() throws {
    let chapter = { (keys: String) in
      """
      {"title": "t", "pages": [{"text": "x", \(Self.scene), "do": "y", "until": {"selected": "b"},
        "press": "\(keys)"}]}
      """
    }
    #expect(try check(chapter("Right")).isEmpty)
    #expect(
      try check(chapter("Left")).map(\.reason).first?.hasPrefix("the keys of press do not") == true)
  }

  @Test func aFilmThatDoesNotDoItsPageIsTold() throws {
    let chapter = { (keys: String) in
      """
      {"title": "t", "pages": [{"text": "x", \(Self.scene), "do": "y", "until": {"selected": "b"},
        "film": [{"say": "z", "press": "\(keys)", "seconds": 3}]}]}
      """
    }
    #expect(try check(chapter("Right")).isEmpty)
    let problem = try #require(try check(chapter("Left")).first)
    #expect(problem.reason.hasPrefix("the film does not do what the page asks"))
  }

  private func check(_ chapter: String) throws -> [Problem] {
    let path = NSTemporaryDirectory() + "attnviz-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try chapter.write(toFile: path + "/1.json", atomically: false, encoding: .utf8)
    return problems(in: try LessonFolder(path: path, models: models))
  }
}

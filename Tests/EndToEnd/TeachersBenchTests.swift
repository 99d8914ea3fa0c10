import Foundation
import Testing

/// What a teacher does with a lesson of one's own.
struct TeachersBenchTests {
  private static let chapter = """
    {"title": "Mine", "pages": [
      {"text": "Two words.", "scene": {"tokens": ["a", "b"], "weights": [0.5, 0.5], "values": [[0], [1]]},
       "do": "Push b.", "until": {"blend": {"above": 0.6}}},
      {"text": "Now a number.", "question": "How much is a half of 9?",
       "number": {"is": 4.5, "within": 0.1, "right": "Yes, 4.5.", "wrong": "No."}}]}
    """

  private func lesson(_ home: TemporaryFolder, _ chapter: String = chapter) throws {
    try FileManager.default.createDirectory(
      atPath: home.path + "/own", withIntermediateDirectories: true)
    try home.write(chapter, to: "own/1-mine.json")
  }

  @Test func allThatIsWrongIsTold() throws {
    let home = try TemporaryFolder()
    try lesson(home)
    let path = home.path + "/own"
    let right = try Program.attnviz("lesson", "check", path)
    #expect(right.status == 0 && right.output == "nothing is wrong: 1 chapters, 2 pages\n")
    try lesson(
      home,
      """
      {"title": "Mine", "pages": [
        {"text": "x", "scene": {"tokens": ["a", "b"], "weights": [0.5, 0.5], "values": [[0], [1]]},
         "do": "y", "until": {"blend": {"above": 6}}},
        {"text": "x", "question": "y", "options": [{"text": "a", "reply": "b"}], "right": 0}]}
      """)
    try home.write("[", to: "own/2.json")
    let wrong = try Program.attnviz("lesson", "check", path)
    #expect(wrong.status == 65)
    let lines = wrong.errors.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[0].hasPrefix("attnviz: \(path)/1-mine.json:3: until waits for an average above 6"))
    #expect(lines[1].hasPrefix("attnviz: \(path)/1-mine.json:4: a question needs 2 to 9 options"))
    #expect(lines[2].hasPrefix("attnviz: \(path)/2.json:1: "))
    #expect(try Program.attnviz("lesson", "check", home.path + "/none").status == 66)
  }

  @Test func itIsKeptReportedAndReadAgain() throws {
    let terminal = try TerminalSession()
    let home = terminal.home
    try lesson(home)
    try terminal.run("clear; attnviz lesson own:1.2 --report report.json")
    try terminal.wait(for: "How much is a half of 9?")
    try terminal.press("4", ".", "6")
    try terminal.wait(for: "▸ 4.6_")
    try terminal.press("Enter")
    try terminal.wait(for: "Yes, 4.5.")
    // What the teacher writes meanwhile is there at once, and what is wrong in it is told.
    try lesson(home, Self.chapter.replacingOccurrences(of: "Now a number.", with: "A number then."))
    try terminal.wait(for: "the new text") { $0.shows("A number then.") && $0.shows("read again") }
    try lesson(home, "{")
    try terminal.wait(for: "own/1-mine.json:1: ")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    let report = try #require(home.read("report.json"))
    #expect(report.contains(#""score": {"right": 1, "answered": 1, "questions": 1}"#))
    #expect(
      report.contains(#""question": "How much is a half of 9?", "right": true, "given": "4.6""#))
    try lesson(home)
    try terminal.run("clear; attnviz lesson own")
    try terminal.wait(for: "page 2 of 2")
    try terminal.press("q")
    #expect(try terminal.status() == "0")
    try terminal.run("clear; attnviz lesson own --report report.txt | cat; cat report.txt")
    try terminal.wait(for: "✓ How much is a half of 9?: 4.6")
  }

  @Test func itIsPrintedAsAHandout() throws {
    let home = try TemporaryFolder()
    try lesson(home)
    let file = home.path + "/handout.html"
    let outcome = try Program.attnviz("lesson", home.path + "/own", "--output", file)
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    let page = try #require(home.read("handout.html"))
    #expect(page.contains("<svg") && page.contains("Question 1: How much is a half of 9?"))
    let answers = try #require(page.range(of: "<h1>Answers</h1>")).upperBound
    #expect(page[answers...].contains("4.5 (0.1 more or less): Yes, 4.5."))
    #expect(!page[..<answers].contains("Yes, 4.5."))
  }

  @Test func aPageThatIsNotThereIsTold() throws {
    let home = try TemporaryFolder()
    try lesson(home)
    let page = try Program.attnviz("lesson", home.path + "/own:1.9")
    #expect(page.status == 64)
    #expect(page.errors.contains("chapter 1 has no page 9; they go from 1 to 2"))
    #expect(try Program.attnviz("lesson", home.path + "/own:7").status == 64)
    #expect(try Program.attnviz("lesson", "2.99").status == 64)
  }
}

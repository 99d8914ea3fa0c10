import Foundation
import Testing

/// The pictures of the README are what the built program prints; `ATTNVIZ_RECORD=1` prints them anew.
struct ReadmePicturesTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let trophy = [
    "--sentence", "The trophy wouldn't fit in the suitcase because it was too big.",
    "--query", "it", "--layer", "3", "--head", "1",
  ]

  @Test(arguments: [
    (
      "row",
      [root.path + "/Resources/Sentences/01-bank-money.json", "--edit", "bank:deposit:+0.3"]
    ),
    ("heads", trophy + ["--view", "heads", "--size", "96x24"]),
    ("effect", trophy + ["--edit", "it:trophy:mask:all", "--view", "effect"]),
    (
      "causes",
      [
        "--model", "smollm2", "--sentence", "The capital of France is", "--pair", "Paris:London",
        "--view", "causes", "--size", "100x24",
      ]
    ),
  ])
  func everyPictureIsWhatTheProgramPrints(name: String, arguments: [String]) throws {
    let file = Self.root.appendingPathComponent("Resources/Pictures/\(name).svg")
    let printed = try Program.attnviz(
      ["print", "--format", "svg", "--figure", "--theme", "dark"] + arguments)
    #expect(printed.status == 0)
    if ProcessInfo.processInfo.environment["ATTNVIZ_RECORD"] != nil {
      try printed.output.write(to: file, atomically: true, encoding: .utf8)
    }
    // Not compared as a text: a failure would print all of it.
    let isSame = try String(contentsOf: file, encoding: .utf8) == printed.output
    #expect(isSame, "Resources/Pictures/\(name).svg is another picture")
    let readme = try String(
      contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(readme.contains("](Resources/Pictures/\(name).svg)"))
  }
}

import Foundation
import Testing

/// What the manual says of the command line is what the built program says.
struct ManualOptionsTests {
  @Test func theOptionsAreThoseOfHelp() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let manual = try String(
      contentsOf: root.appendingPathComponent("Resources/Manual.md"), encoding: .utf8)
    let help = try Program.attnviz("--help").output
    let usage = try #require(help.range(of: "USAGE:"))
    let options = help[usage.lowerBound...].trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(manual.contains("```text\n\(options)\n```"))
  }
}

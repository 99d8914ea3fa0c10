import Foundation
import Testing

/// What the README says of the command line is what the built program says.
struct ReadmeOptionsTests {
  @Test func theOptionsAreThoseOfHelp() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let help = try Program.attnviz("--help").output
    let usage = try #require(help.range(of: "USAGE:"))
    let options = help[usage.lowerBound...].trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(readme.contains("```text\n\(options)\n```"))
  }
}

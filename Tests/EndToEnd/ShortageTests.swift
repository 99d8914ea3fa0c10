import Foundation
import Testing

/// Where memory, threads or files are short, the program works, or it says why not and ends as
/// README says; it never ends by a signal.
struct ShortageTests {
  private static let long = Array(repeating: "one and two and three", count: 102)
    .joined(separator: " ")

  /// From where the program can't be loaded up to where it has all that it needs, in kilobytes; none is
  /// where the loader is just content and leaves nothing, 70,000 for 24 MB.
  @Test(arguments: Array(stride(from: 60_000, through: 490_000, by: 30_000)))
  func memory(limit: Int) throws {
    let outcome = try Program.run(
      "bash",
      [
        "-c",
        "ulimit -c 0; ulimit -v \(limit); exec attnviz print --sentence \"$0\" --query 5 "
          + "--edit 5:7:+1:all", Self.long,
      ], home: try TemporaryFolder())
    switch outcome.status {
    case 0: #expect(outcome.output.contains("Σα"))
    case 66:
      #expect(outcome.errors.hasPrefix("attnviz: "))
      #expect(outcome.errors.split(separator: "\n").count == 1)
    default:
      // The loader itself is short of it.
      #expect(outcome.status == 127)
      #expect(outcome.errors.contains("error while loading shared libraries"))
    }
    #expect(limit < 450_000 || outcome.status == 0)
  }

  /// An ordinary user may be at the limit of his threads; the superuser has none, and then nothing is
  /// short.
  @Test func threads() throws {
    let outcome = try Program.run(
      "bash", ["-c", "ulimit -u 1; exec attnviz print --sentence 'it was too big'"],
      home: try TemporaryFolder())
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Σα"))
  }

  @Test(arguments: [4, 5, 6, 8])
  func files(limit: Int) throws {
    let outcome = try Program.run(
      "bash", ["-c", "ulimit -n \(limit); exec attnviz print --sentence 'it was too big'"],
      home: try TemporaryFolder())
    #expect(outcome.status == 0 || outcome.errors.hasPrefix("attnviz: "))
    #expect(outcome.status < 128)
  }
}

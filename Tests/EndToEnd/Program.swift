import ChildPrograms
import Foundation
import Testing

/// The built program, and others that the tests need.
enum Program {
  /// What a program that has ended leaves behind.
  struct Outcome {
    let output: String
    let errors: String
    /// The exit status; 128 and the signal's number for one that a signal ended.
    let status: Int32
  }

  /// The folder of the build that these tests belong to.
  static let folder: String = {
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return ((tests ?? CommandLine.arguments[0]) as NSString).deletingLastPathComponent
  }()

  /// What every program gets as its environment: of the person's who runs the tests only the path.
  static func environment(home: TemporaryFolder) -> [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return [
      "HOME": home.path, "LC_ALL": "C.UTF-8", "TMUX_TMPDIR": home.path, "PATH": "\(folder):\(path)",
    ]
  }

  /// Runs attnviz without a terminal to its end.
  static func attnviz(
    _ arguments: String..., input: String? = nil, home: TemporaryFolder? = nil
  ) throws -> Outcome {
    try attnviz(arguments, input: input, home: home)
  }

  /// The same for a list of arguments.
  static func attnviz(
    _ arguments: [String], input: String? = nil, home: TemporaryFolder? = nil
  ) throws -> Outcome {
    try run("attnviz", arguments, input: input, home: try home ?? TemporaryFolder())
  }

  /// Runs the program called `name` to its end.
  static func run(
    _ name: String, _ arguments: [String], input: String? = nil, home: TemporaryFolder
  ) throws -> Outcome {
    let files = try TemporaryFolder()
    let standardInput = try input.map { try files.write($0, to: "input") } ?? "/dev/null"
    // Foundation's Process waits for all who hold its pipe, and so for a tmux server for ever.
    let process = try spawn(
      name, arguments, home: home,
      descriptors: [standardInput, "\(files.path)/output", "\(files.path)/errors"])
    process.wait()
    return Outcome(
      output: files.read("output") ?? "", errors: files.read("errors") ?? "",
      status: try #require(process.status))
  }

  /// Starts the program called `name` on a terminal, which becomes its own.
  static func start(
    _ name: String, _ arguments: [String], on terminal: TerminalEnds, home: TemporaryFolder,
    variables: [String: String]
  ) throws -> ChildProcess {
    try spawn(name, arguments, home: home, variables: variables, descriptors: [terminal.path])
  }

  private static func spawn(
    _ name: String, _ arguments: [String], home: TemporaryFolder,
    variables: [String: String] = [:], descriptors: [String]
  ) throws -> ChildProcess {
    let variables = environment(home: home).merging(variables) { $1 }.map { "\($0)=\($1)" }
    return try ChildProcess(
      try path(of: name, home: home), arguments, variables: variables, descriptors: descriptors)
  }

  /// Whether there is a program of that name.
  static func has(_ name: String) -> Bool {
    (try? path(of: name, home: TemporaryFolder())) != nil
  }

  private static func path(of name: String, home: TemporaryFolder) throws -> String {
    let folders = environment(home: home)["PATH", default: ""].split(separator: ":")
    let paths = folders.map { "\($0)/\(name)" }
    guard let path = paths.first(where: FileManager.default.isExecutableFile) else {
      throw Missing(name: name)
    }
    return path
  }

  struct Missing: Error, CustomStringConvertible {
    let name: String
    var description: String {
      "these tests drive the built program in a real terminal and need “\(name)”, which is in none"
        + " of the folders of PATH; build or install it"
    }
  }
}

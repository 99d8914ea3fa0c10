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
    let process = try spawn(name, arguments, home: home, flags: 0) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, standardInput, O_RDONLY, 0)
      for (descriptor, name) in [(Int32(1), "output"), (2, "errors")] {
        posix_spawn_file_actions_addopen(
          &actions, descriptor, "\(files.path)/\(name)", O_WRONLY | O_CREAT, 0o600)
      }
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return Outcome(
      output: files.read("output") ?? "", errors: files.read("errors") ?? "",
      status: signal == 0 ? status >> 8 & 0xFF : 128 + signal)
  }

  /// Starts the program called `name` on a terminal, which becomes its own.
  static func start(
    _ name: String, _ arguments: [String], on terminal: String, home: TemporaryFolder,
    variables: [String: String]
  ) throws -> pid_t {
    // A session of its own takes the first terminal that it opens for its own.
    try spawn(
      name, arguments, home: home, variables: variables, flags: newSession
    ) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
      for descriptor in [Int32(1), 2] {
        posix_spawn_file_actions_adddup2(&actions, 0, descriptor)
      }
    }
  }

  /// POSIX_SPAWN_SETSID of glibc, which Swift is not shown.
  private static let newSession: Int16 = 0x80

  private static func spawn(
    _ name: String, _ arguments: [String], home: TemporaryFolder,
    variables: [String: String] = [:], flags: Int16,
    _ open: (inout posix_spawn_file_actions_t) -> Void
  ) throws -> pid_t {
    let program = try path(of: name, home: home)
    let variables = environment(home: home).merging(variables) { $1 }.map { "\($0)=\($1)" }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    open(&actions)
    // The threads that tests run on have signals blocked, which a program would inherit.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, flags | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var process = pid_t()
    let failure = withCStrings([program] + arguments) { arguments in
      withCStrings(variables) { variables in
        posix_spawn(&process, program, &actions, &attributes, arguments, variables)
      }
    }
    try #require(failure == 0, "\(program) can't be started: \(String(cString: strerror(failure)))")
    return process
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    return body(pointers + [nil])
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

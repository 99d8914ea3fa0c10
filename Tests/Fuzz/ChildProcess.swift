import FoundationEssentials
import Glibc

/// A program that this one started.
final class ChildProcess {
  /// How it ended: the exit status, or 128 and the number of the signal.
  private(set) var status: Int32?
  private let process: pid_t

  /// Starts the program at `path`.
  ///
  /// - Parameters:
  ///   - variables: all of its environment; `nil` gives it this program's.
  ///   - descriptors: the files that are its standard input, output and error; where there is one, it
  ///     is a terminal and becomes its own.
  /// - Throws: `Broken` where it can't be started.
  init(
    _ path: String, _ arguments: [String], variables: [String]? = nil, descriptors: [String]
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let isTerminal = descriptors.count == 1
    for (number, name) in descriptors.enumerated() {
      let flags = number == 0 ? (isTerminal ? O_RDWR : O_RDONLY) : O_WRONLY | O_CREAT | O_TRUNC
      posix_spawn_file_actions_addopen(&actions, Int32(number), name, flags, 0o600)
    }
    if isTerminal {
      for number in [Int32(1), 2] { posix_spawn_file_actions_adddup2(&actions, 0, number) }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if isTerminal { posix_spawnattr_setflags(&attributes, Self.newSession) }
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var settings = (variables ?? []).map { strdup($0) } + [nil]
    defer { for text in words + settings { free(text) } }
    var process = pid_t()
    let failure =
      variables == nil
      ? posix_spawn(&process, path, &actions, &attributes, &words, environ)
      : posix_spawn(&process, path, &actions, &attributes, &words, &settings)
    guard failure == 0 else {
      throw Broken("\(path) can't be started: \(String(cString: strerror(failure)))")
    }
    self.process = process
  }

  deinit {
    send(SIGKILL)
    wait()
  }

  /// POSIX_SPAWN_SETSID of glibc, which Swift is not shown: the first terminal becomes its own.
  private static let newSession: Int16 = 0x80

  /// Sends it a signal.
  func send(_ signal: Int32) { if status == nil { kill(process, signal) } }

  /// Whether it has ended.
  var hasEnded: Bool {
    take(WNOHANG)
    return status != nil
  }

  /// Waits for its end.
  func wait() { take(0) }

  private func take(_ flags: Int32) {
    guard status == nil else { return }
    var status: Int32 = 0
    var taken: pid_t
    repeat { taken = waitpid(process, &status, flags) } while taken < 0 && errno == EINTR
    guard taken == process else { return }
    self.status = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
  }

  /// Whether it sleeps until something happens, and has no thread that works.
  var isAtRest: Bool {
    guard let tasks = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
    else { return true }
    return tasks.allSatisfy { task in
      let path = "/proc/\(process)/task/\(task)/stat"
      guard let line = try? String(contentsOfFile: path, encoding: .utf8) else { return true }
      // The state comes after the name, which may hold anything.
      return line.split(separator: ")").last?.first { $0 != " " } == "S"
    }
  }
}

/// The path of this program, and of attnviz beside it.
let ownPath =
  (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
  ?? CommandLine.arguments[0]
let programPath = (ownPath.lastIndex(of: "/").map { String(ownPath[...$0]) } ?? "") + "attnviz"

/// What attnviz gets as its environment: nothing of the person's who runs this.
func environment(home: String) -> [String] {
  ["HOME=\(home)", "LC_ALL=C.UTF-8", "TERM=xterm-256color", "PATH=/usr/bin:/bin"]
}

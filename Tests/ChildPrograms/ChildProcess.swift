import Glibc

/// A program that this one started.
package final class ChildProcess {
  /// How it ended: the exit status, or 128 and the number of the signal.
  package private(set) var status: Int32?
  /// Its number.
  package let process: pid_t

  /// Starts the program at `path`.
  ///
  /// - Parameters:
  ///   - variables: all of its environment; `nil` gives it this program's.
  ///   - descriptors: the files that are its standard input, output and error; where there is one, it
  ///     is a terminal and becomes its own.
  /// - Throws: `NotStarted` where it can't be started.
  package init(
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
    // The threads of tests have signals blocked, which a program would inherit.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
    posix_spawnattr_setflags(&attributes, flags | (isTerminal ? Self.newSession : 0))
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var settings = (variables ?? []).map { strdup($0) } + [nil]
    defer { for text in words + settings { free(text) } }
    var process = pid_t()
    let failure =
      variables == nil
      ? posix_spawn(&process, path, &actions, &attributes, &words, environ)
      : posix_spawn(&process, path, &actions, &attributes, &words, &settings)
    guard failure == 0 else {
      throw NotStarted("\(path) can't be started", failure)
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
  package func send(_ signal: Int32) { if status == nil { kill(process, signal) } }

  /// Whether it has ended.
  package var hasEnded: Bool {
    take(WNOHANG)
    return status != nil
  }

  /// Waits for its end.
  package func wait() { take(0) }

  private func take(_ flags: Int32) {
    guard status == nil else { return }
    var status: Int32 = 0
    var taken: pid_t
    repeat { taken = waitpid(process, &status, flags) } while taken < 0 && errno == EINTR
    guard taken == process else { return }
    self.status = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
  }
}

/// Why a program or its terminal could not be started.
package struct NotStarted: Error, CustomStringConvertible {
  package let description: String

  init(_ what: String, _ code: CInt) { description = "\(what): \(String(cString: strerror(code)))" }
}

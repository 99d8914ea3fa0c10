import ChildPrograms
import FoundationEssentials
import Glibc

/// Lets a process of its own throw each kind, and makes what broke something as short as it gets.
struct Supervisor {
  let seed: UInt64
  /// The folder for what broke something.
  let failures: String

  /// How a process ended.
  enum End: Equatable {
    case well
    case broken
    case signal(Int32)

    var description: String {
      switch self {
      case .well: "nothing broke"
      case .broken: "broken"
      case .signal(SIGALRM): "hangs"
      case .signal(let signal): "crashes (\(String(cString: strsignal(signal))))"
      }
    }
  }

  /// - Returns: the exit status.
  func run(_ kinds: [any Kind.Type], minutes: Double, count: Int?) -> Int32 {
    say("seed \(seed)")
    let shares = kinds.reduce(0) { $0 + $1.share }
    var status: Int32 = 0
    for kind in kinds {
      do {
        let amount =
          count.map { ["--count", "\($0)"] } ?? ["--minutes", "\(minutes * kind.share / shares)"]
        if try !goesWell(kind, ["--seed", "\(seed)"] + amount) { status = 1 }
      } catch {
        say("\(kind.name): \(error)")
        status = 1
      }
    }
    return status
  }

  private func goesWell(_ kind: any Kind.Type, _ arguments: [String]) throws -> Bool {
    let scratch = try TemporaryFolder()
    let start = ContinuousClock.now
    let end = work(kind, arguments, scratch)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let total = (try? text(of: Worker.total, in: scratch)) ?? "0"
    say("\(kind.name): \(total) in \(Int(seconds)) s, \(end.description)")
    guard end != .well else { return true }
    if end == .broken { say("  " + ((try? text(of: Worker.reason, in: scratch)) ?? "")) }
    let item = try bytes(ofFile: "\(scratch.path)/\(Worker.item)")
    let short = shortened(item, by: kind.unit) { candidate in
      guard let folder = try? TemporaryFolder() else { return false }
      let path = folder.path + "/candidate"
      guard (try? Data(candidate).write(to: URL(fileURLWithPath: path))) != nil else {
        return false
      }
      return work(kind, ["--replay", path], folder) == end
    }
    try FileManager.default.createDirectory(atPath: failures, withIntermediateDirectories: true)
    let path = "\(failures)/\(kind.name)-\(seed)"
    try Data(short).write(to: URL(fileURLWithPath: path))
    say("  attnviz-fuzz --kind \(kind.name) --replay \(path)")
    return false
  }

  /// Runs this program as a worker to its end.
  private func work(
    _ kind: any Kind.Type, _ arguments: [String], _ scratch: TemporaryFolder
  ) -> End {
    let arguments = ["--kind", kind.name, "--scratch", scratch.path] + arguments
    guard
      let worker = try? ChildProcess(
        ownPath, arguments, descriptors: ["/dev/null", "/dev/null", "\(scratch.path)/errors"])
    else { return .broken }
    worker.wait()
    let status = worker.status ?? -1
    return status == 0 ? .well : status > 128 ? .signal(status - 128) : .broken
  }

  private func text(of name: String, in scratch: TemporaryFolder) throws -> String {
    String(decoding: try bytes(ofFile: "\(scratch.path)/\(name)"), as: UTF8.self)
  }

  private func say(_ line: String) {
    print(line)
    fflush(nil)
  }
}

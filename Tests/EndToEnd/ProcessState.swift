import Foundation
import Testing

/// What Linux tells of a process.
struct ProcessState {
  /// Whether it has ended.
  let isEnded: Bool
  /// Whether it waits for something.
  let isAsleep: Bool
  /// How many clock ticks of a processor it has used.
  let ticks: Int

  init(of process: pid_t) throws {
    guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let fields = stat.components(separatedBy: ") ").last?.split(separator: " ")
    else {
      (isEnded, isAsleep, ticks) = (true, false, 0)
      return
    }
    let times = try fields[11...12].map { try #require(Int($0)) }
    (isEnded, isAsleep) = (fields[0] == "Z", fields[0] == "S")
    ticks = times.reduce(0, +)
  }
}

extension TerminalSession {
  /// Waits until `program` is done with what it was doing, and lets a second pass in which another
  /// one works.
  ///
  /// - Returns: whether it was still there after that second, and had used no processor time.
  @discardableResult
  func rest(of program: pid_t) throws -> Bool {
    // Its last picture can be seen a little before it is done with it.
    var before = -1
    try poll("the end of its work") {
      let now = try ProcessState(of: program)
      defer { before = now.ticks }
      return now.isAsleep && now.ticks == before
    }
    let start = ContinuousClock.now
    let other = try TerminalSession()
    try other.start()
    try other.poll("a second") { ContinuousClock.now - start > .seconds(1) }
    let after = try ProcessState(of: program)
    return !after.isEnded && after.ticks - before <= 1
  }
}

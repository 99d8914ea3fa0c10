/// One run of the built program in a pseudo-terminal of 80 × 24: how soon its first frame is there,
/// and how much memory it holds after some nudges.
struct ProgramRun {
  let secondsToFirstFrame: Double
  let megabytesAtFirstFrame: Double
  let residentMegabytes: Double

  /// Runs the program beside this one; `nil` where that can't be done.
  init?(arguments: [String]) {
    let clock = ContinuousClock()
    let start = clock.now
    guard let program = RunningProgram(arguments) else { return nil }
    secondsToFirstFrame = (clock.now - start).seconds
    megabytesAtFirstFrame = program.residentMegabytes
    program.type(String(repeating: "k", count: 40))
    // The help page comes when the nudges before it are done.
    program.type("?")
    guard program.read(until: "nudge its score") else { return nil }
    residentMegabytes = program.residentMegabytes
    program.type("q")
    program.end()
  }
}

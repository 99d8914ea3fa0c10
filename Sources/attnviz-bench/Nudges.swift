/// Prints how long a person waits for a nudge: from the key to the last byte of the answer in a
/// terminal of 120 × 40, each after a rest of 50 ms, in which the caches have been emptied and the
/// threads have gone to sleep.
func reportNudges(_ name: String, _ arguments: [String], count: Int = 60) {
  guard let program = RunningProgram(arguments, rows: 40, columns: 120) else { return }
  _ = program.secondsToAnswer(toTyping: "", quiet: 0.5)
  let seconds = (0..<count).compactMap { index in
    program.secondsToAnswer(toTyping: index.isMultiple(of: 2) ? "k" : "j", quiet: 0.05)
  }.sorted()
  program.end()
  guard !seconds.isEmpty else { return }
  report("\(name), after 50 ms of rest", seconds[seconds.count / 2] * 1000, "ms")
  report("\(name), 95th percentile", seconds[seconds.count * 95 / 100] * 1000, "ms")
}

/// Prints how long a person waits for a nudge: from the key to the last byte of the answer in a
/// terminal of 120 × 40, each after a rest of 50 ms, in which the caches have been emptied and the
/// threads have gone to sleep.
func reportNudges(_ name: String, _ arguments: [String], count: Int = 60) {
  guard let terminal = PseudoTerminal(rows: 40, columns: 120),
    let run = ProgramRun.start(arguments, in: terminal)
  else { return }
  _ = terminal.secondsToAnswer(toTyping: "", quiet: 0.5)
  let seconds = (0..<count).compactMap { index in
    terminal.secondsToAnswer(toTyping: index.isMultiple(of: 2) ? "k" : "j", quiet: 0.05)
  }.sorted()
  run.end(in: terminal)
  guard !seconds.isEmpty else { return }
  report("\(name), after 50 ms of rest", seconds[seconds.count / 2] * 1000, "ms")
  report("\(name), 95th percentile", seconds[seconds.count * 95 / 100] * 1000, "ms")
}

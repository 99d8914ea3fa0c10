/// Prints how long `work` takes: the median of many runs, after some that don't count.
func report(_ name: String, runs: Int = 400, _ work: () -> Void) {
  for _ in 0..<max(3, runs / 10) { work() }
  let clock = ContinuousClock()
  report(name, seconds: (0..<runs).map { _ in clock.measure(work).seconds })
}

/// Prints the median of some times.
func report(_ name: String, seconds: [Double]) {
  let median = seconds.sorted()[seconds.count / 2]
  report(name, median * 1000, "ms")
}

/// Prints one figure with its unit.
func report(_ name: String, _ figure: Double, _ unit: String) {
  let digits = String((figure * 1000).rounded() / 1000)
  print(name + String(repeating: " ", count: max(1, 56 - name.count)) + digits + " " + unit)
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

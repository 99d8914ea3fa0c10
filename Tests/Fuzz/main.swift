import ArgumentParser
import Glibc

/// Throws random keys and broken files at the program until something breaks.
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attnviz-fuzz",
    abstract: "Throw random keys and broken files at attnviz until something breaks.",
    discussion: """
      The seed decides all that is thrown; it is printed first. Where something breaks, the shortest \
      item that breaks it in the same way is kept in a file, the line that throws it again is \
      printed, and the exit status is 1. Kinds: \(kinds.map { $0.name }.joined(separator: ", ")).
      """)

  @Option(help: "Decides all that is thrown.")
  var seed = UInt64.random(in: 0..<1_000_000_000)

  @Option(help: "For how long, all kinds together.")
  var minutes = 2.0

  @Option(help: "How many events or files of each kind, however long that takes.")
  var count: Int?

  @Option(name: .customLong("kind"), help: "A kind to throw, not all of them (repeatable).")
  var names: [String] = []

  @Option(help: "The folder for what broke something.")
  var failures = "fuzz-failures"

  @Option(help: "Throw what stands in this file, once.")
  var replay: String?

  @Option(help: .hidden)
  var scratch: String?

  func validate() throws {
    for name in names where !kinds.contains(where: { $0.name == name }) {
      throw ValidationError("there is no kind \(name)")
    }
  }

  func run() throws {
    let chosen = names.isEmpty ? kinds : kinds.filter { names.contains($0.name) }
    if let scratch, let kind = chosen.first {
      let worker = Worker(kind: kind, scratch: scratch)
      if let replay { worker.replay(replay) }
      worker.work(seed: seed, seconds: minutes * 60, count: count)
    }
    if let replay {
      guard chosen.count == 1, let kind = chosen.first else {
        throw ValidationError("--replay needs the --kind that the file is of")
      }
      throw ExitCode(Worker.replayHere(kind, replay))
    }
    let supervisor = Supervisor(seed: seed, failures: failures)
    throw ExitCode(supervisor.run(chosen, minutes: minutes, count: count))
  }
}

Fuzz.main()

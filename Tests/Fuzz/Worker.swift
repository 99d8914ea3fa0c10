import FoundationEssentials
import Glibc
import RandomText

/// Throws items of one kind, one after the other, and ends with the process at the first that breaks
/// something: a trap ends it just so. What it is at stands in its folder.
struct Worker {
  /// The exit status where something is not as it must be.
  static let broken: Int32 = 3

  /// The names of files in the folder: what is thrown now, what is wrong with what came of it, how
  /// many events there were.
  static let (item, reason, total) = ("item", "reason", "total")

  let kind: any Kind.Type
  let scratch: String

  func work(seed: UInt64, seconds: Double, count: Int?) -> Never {
    attempt {
      let thrown = try kind.init(scratch: scratch)
      let start = ContinuousClock.now
      var (number, events) = (UInt64(0), 0)
      while count.map({ events < $0 }) ?? (ContinuousClock.now - start < .seconds(seconds)) {
        var random = SeededGenerator(seed: seed &+ number &* 0x9E37_79B9)
        let item = thrown.make(using: &random)
        try write(item, to: Self.item)
        alarm(kind.patience)
        events += try thrown.run(item)
        alarm(0)
        number += 1
        if number.isMultiple(of: 64) { try write(Array("\(events)".utf8), to: Self.total) }
      }
      try write(Array("\(events)".utf8), to: Self.total)
    }
  }

  func replay(_ path: String) -> Never {
    attempt {
      let thrown = try kind.init(scratch: scratch)
      alarm(kind.patience)
      _ = try thrown.run(try bytes(ofFile: path))
    }
  }

  /// Throws what stands in the file at `path` in this process.
  ///
  /// - Returns: the exit status.
  static func replayHere(_ kind: any Kind.Type, _ path: String) -> Int32 {
    do {
      let scratch = try TemporaryFolder()
      let count = try kind.init(scratch: scratch.path).run(try bytes(ofFile: path))
      print("nothing broke; \(count) events")
      return 0
    } catch {
      print("broken: \(error)")
      return 1
    }
  }

  private func attempt(_ body: () throws -> Void) -> Never {
    do {
      // What the program writes by a name alone is written there.
      chdir(scratch)
      try body()
      exit(0)
    } catch {
      try? write(Array("\(error)".utf8), to: Self.reason)
      exit(Self.broken)
    }
  }

  private func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(scratch)/\(name)"))
  }
}

func bytes(ofFile path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}

import Models
import Synchronization
import Testing

@Suite struct TeamTests {
  @Test(arguments: [0, 1, 2, 3, 17, 512])
  func everythingIsDoneOnce(count: Int) {
    let done = Mutex(Array(repeating: 0, count: count))
    Team.shared.work { member in
      for index in member.slice(of: count) { done.withLock { $0[index] += 1 } }
    }
    #expect(done.withLock { $0 } == Array(repeating: 1, count: count))
  }

  /// What one member writes before a barrier, the other reads after it, thousands of times.
  @Test func aBarrierIsWaitedForByAll() {
    let rounds = 5_000
    let numbers = Atomic<Int>(0)
    let mistakes = Atomic<Int>(0)
    Team.shared.work { member in
      for round in 1...rounds {
        numbers.add(1, ordering: .relaxed)
        member.barrier()
        if numbers.load(ordering: .relaxed) != round * member.size {
          mistakes.add(1, ordering: .relaxed)
        }
        member.barrier()
      }
    }
    #expect(mistakes.load(ordering: .relaxed) == 0)
  }

  @Test func manyAskAtOnce() async {
    final class Sum: Sendable { let value = Atomic<Int>(0) }
    let sum = Sum()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          Team.shared.work { member in
            for index in member.slice(of: 100) { sum.value.add(index, ordering: .relaxed) }
          }
        }
      }
    }
    #expect(sum.value.load(ordering: .relaxed) == 20 * 99 * 50)
  }
}

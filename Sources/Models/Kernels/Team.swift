import CKernels
import COneDNN
import Glibc
import Synchronization

/// Two threads that work through one task side by side and wait for each other where they must.
///
/// Each is bound to a processor of its own: free to move, both often wake on the same one after a
/// rest, and the first pass then takes twice as long. The second thread is started once and sleeps
/// between tasks; oneDNN is kept to the thread that calls it.
package final class Team: @unchecked Sendable {
  /// The one team: there are no more processors for a second.
  package static let shared = Team()

  /// A thread's place in the team.
  package struct Member: Sendable {
    fileprivate let team: Team
    /// Which of the members this is, from 0.
    package let number: Int
    /// How many work on this task.
    package let size: Int

    /// This member's part of `count` things.
    package func slice(of count: Int) -> Range<Int> {
      number * count / size..<(number + 1) * count / size
    }

    /// This member as a team of its own, which does all of a thing and waits for nobody.
    var alone: Member { Member(team: team, number: 0, size: 1) }

    /// Waits until every member has come here.
    ///
    /// They come within microseconds of each other, so that sleeping would take longer than waiting;
    /// the processor is given up where one of them was interrupted.
    package func barrier() {
      guard size > 1 else { return }
      let round = team.round.load(ordering: .acquiring)
      guard team.arrived.add(1, ordering: .acquiringAndReleasing).newValue < size else {
        team.arrived.store(0, ordering: .relaxed)
        team.round.store(round &+ 1, ordering: .releasing)
        return
      }
      var turns = 0
      while team.round.load(ordering: .acquiring) == round {
        turns += 1
        if turns > Self.patience { sched_yield() }
      }
    }

    private static let patience = 5_000
  }

  private let arrived = Atomic<Int>(0)
  private let round = Atomic<Int>(0)
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let wakes = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// What the second thread is to do next, guarded by `lock`.
  private var task: (@Sendable (Member) -> Void)?
  private var hasSecond = false
  private var processors: [Int] = []
  private let isWorking = Mutex(())

  private init() {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(wakes, nil)
    processors = Self.processorsForTwo()
    if processors.count > 1 { hasSecond = startSecond() }
  }

  /// How many members there are at most: 1 where there is one processor, or no thread to be had.
  package var size: Int { hasSecond ? 2 : 1 }

  /// Has every member do `body`, and waits for all of them. One task at a time: another waits.
  package func work(_ body: @escaping @Sendable (Member) -> Void) {
    isWorking.withLock { _ in
      onednn_use_calling_thread()
      guard hasSecond else { return body(Member(team: self, number: 0, size: 1)) }
      kernels_bind(CInt(processors[0]))
      pthread_mutex_lock(lock)
      task = body
      pthread_cond_signal(wakes)
      pthread_mutex_unlock(lock)
      let own = Member(team: self, number: 0, size: 2)
      body(own)
      own.barrier()
      // What the thread does besides may be done anywhere.
      kernels_unbind()
    }
  }

  private func startSecond() -> Bool {
    var thread = pthread_t()
    // Signals are for the thread that waits for keys; a new thread inherits what is blocked.
    var (everything, usual) = (sigset_t(), sigset_t())
    sigfillset(&everything)
    // But a fault is its own thread's: blocked, it would end the program before anyone is told.
    for fault in [SIGBUS, SIGSEGV, SIGILL, SIGFPE, SIGTRAP, SIGABRT] {
      sigdelset(&everything, fault)
    }
    pthread_sigmask(SIG_SETMASK, &everything, &usual)
    defer { pthread_sigmask(SIG_SETMASK, &usual, nil) }
    let status = pthread_create(
      &thread, nil,
      { team in
        guard let team else { return nil }
        Unmanaged<Team>.fromOpaque(team).takeUnretainedValue().serve()
        return nil
      }, Unmanaged.passUnretained(self).toOpaque())
    if status == 0 { pthread_detach(thread) }
    return status == 0
  }

  private func serve() {
    kernels_bind(CInt(processors[1]))
    onednn_use_calling_thread()
    while true {
      pthread_mutex_lock(lock)
      while task == nil { pthread_cond_wait(wakes, lock) }
      let next = task
      task = nil
      pthread_mutex_unlock(lock)
      let own = Member(team: self, number: 1, size: 2)
      next?(own)
      own.barrier()
    }
  }

  /// The first processor that this program may use, and the next one that is not the same core
  /// under another name.
  private static func processorsForTwo() -> [Int] {
    let allowed = (0..<1024).filter { kernels_may_use(CInt($0)) }
    guard let first = allowed.first else { return [] }
    let siblings = siblings(of: first)
    let second = allowed.dropFirst().first { !siblings.contains($0) } ?? allowed.dropFirst().first
    return [first] + (second.map { [$0] } ?? [])
  }

  /// The processors that are one core with `processor`, as the kernel lists them: `0-1` or `0,4`.
  private static func siblings(of processor: Int) -> [Int] {
    let path = "/sys/devices/system/cpu/cpu\(processor)/topology/thread_siblings_list"
    guard let file = fopen(path, "re") else { return [] }
    defer { fclose(file) }
    var line = [UInt8](repeating: 0, count: 256)
    let count = fread(&line, 1, line.count, file)
    return String(decoding: line.prefix(count), as: UTF8.self)
      .split { $0 == "," || $0 == "\n" }
      .flatMap { part -> [Int] in
        let ends = part.split(separator: "-").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last, first <= last else { return [] }
        return Array(first...last)
      }
  }
}

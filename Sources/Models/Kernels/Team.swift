import COpenBLAS
import Glibc

/// Threads that work through one task side by side and wait for each other where they must.
///
/// BLAS itself is kept to the thread that calls it: a whole layer done for some of the tokens by
/// each thread needs one meeting a layer; every product shared out would need one each.
final class Team: @unchecked Sendable {
  private var size = 1
  private let gate = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let meeting = UnsafeMutablePointer<pthread_barrier_t>.allocate(capacity: 1)

  /// As many as BLAS would use: the processors, or what its environment variable says.
  private static let largest = {
    let threads = Int(openblas_get_num_threads())
    openblas_set_num_threads(1)
    return max(1, threads)
  }()

  /// A thread's place in its team.
  struct Member: Sendable {
    fileprivate let team: Team
    fileprivate let number: Int

    /// This member's share of `count` things.
    func share(of count: Int) -> Range<Int> {
      number * count / team.size..<(number + 1) * count / team.size
    }

    /// Waits until every member has come here.
    func meet() {
      if team.size > 1 { pthread_barrier_wait(team.meeting) }
    }
  }

  /// Has every member of a team of at most `most` do `body`, and waits for all of them.
  static func work(most: Int, _ body: @Sendable (Member) -> Void) {
    let team = Team()
    withoutActuallyEscaping(body) { team.run(min(most, largest), $0) }
  }

  private init() {
    pthread_mutex_init(gate, nil)
  }

  deinit {
    pthread_mutex_destroy(gate)
    gate.deallocate()
    meeting.deallocate()
  }

  /// The gate stays shut until it is known how many threads could be started.
  private func run(_ most: Int, _ body: @escaping @Sendable (Member) -> Void) {
    var threads: [pthread_t] = []
    // Signals are for the thread that waits for keys; a new thread inherits what is blocked.
    var (everything, usual) = (sigset_t(), sigset_t())
    sigfillset(&everything)
    pthread_sigmask(SIG_SETMASK, &everything, &usual)
    pthread_mutex_lock(gate)
    while size < most {
      let member = Member(team: self, number: size)
      guard
        let thread = start({
          member.team.enter(); body(member)
        })
      else { break }
      threads.append(thread)
      size += 1
    }
    pthread_barrier_init(meeting, nil, UInt32(size))
    pthread_mutex_unlock(gate)
    pthread_sigmask(SIG_SETMASK, &usual, nil)
    body(Member(team: self, number: 0))
    for thread in threads { pthread_join(thread, nil) }
    pthread_barrier_destroy(meeting)
  }

  private func enter() {
    pthread_mutex_lock(gate)
    pthread_mutex_unlock(gate)
  }
}

private final class Work: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
  var thread = pthread_t()
  let work = Unmanaged.passRetained(Work(body))
  let status = pthread_create(
    &thread, nil,
    { work in
      guard let work else { return nil }
      Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
      return nil
    }, work.toOpaque())
  if status == 0 { return thread }
  work.release()
  return nil
}

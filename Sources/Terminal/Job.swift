import Glibc
import Synchronization

/// Work that takes longer than a picture may wait, done on a thread of its own. That it is done is an
/// event for the loop, like a key: `Terminal.wait(for:)` takes its descriptor.
///
///     let job = Job { read(files) }
///     while job.result == nil { terminal.wait(for: job.descriptor) }
public final class Job<Result: Sendable>: Sendable {
  /// What `poll` tells of once the work is done: the end of a pipe, whose other end is then closed.
  public let descriptor: CInt
  private let outcome = Mutex<Result?>(nil)

  /// Starts `work`. Where there is no thread to be had, it is done when this returns.
  public init(_ work: @escaping @Sendable () -> Result) {
    var ends: [CInt] = [-1, -1]
    let isOpen = pipe(&ends) == 0
    let other = ends[1]
    descriptor = ends[0]
    let task: @Sendable () -> Void = { [self] in
      let result = work()
      outcome.withLock { $0 = result }
      close(other)
    }
    if !isOpen || !startThread(task) { task() }
  }

  deinit { close(descriptor) }

  /// What came of the work; `nil` while it is under way.
  public var result: Result? { outcome.withLock { $0 } }

  /// Waits until the work is done.
  ///
  /// - Parameter seconds: after how long to wait no longer; `nil` waits for ever.
  /// - Returns: what came of it; `nil` where it is still under way.
  @discardableResult
  public func wait(atMost seconds: Double? = nil) -> Result? {
    var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let milliseconds = seconds.map { CInt($0 * 1000) } ?? -1
    while result == nil, poll(&source, 1, milliseconds) < 0, errno == EINTR {}
    return result
  }
}

/// Starts a thread that does `work`, on a stack as large as that of a program.
///
/// - Returns: whether it could be started.
private func startThread(_ work: @escaping @Sendable () -> Void) -> Bool {
  final class Task {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setstacksize(&attributes, 8 << 20)
  pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
  let task = Unmanaged.passRetained(Task(work))
  var thread = pthread_t()
  let status = pthread_create(
    &thread, &attributes,
    { task in
      if let task { Unmanaged<Task>.fromOpaque(task).takeRetainedValue().work() }
      return nil
    }, task.toOpaque())
  if status != 0 { task.release() }
  return status == 0
}

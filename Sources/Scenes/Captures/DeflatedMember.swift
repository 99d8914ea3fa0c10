import CZlib
import Glibc
import Synchronization
import Text

/// A deflated member of an archive, inflated as far as it is asked for, and no part of it twice.
final class DeflatedMember: Sendable {
  /// How many bytes it has.
  let size: Int
  private let file: ArrayFile
  private let packed: Range<Int>
  // Written only under the lock, and only behind what anyone may read.
  nonisolated(unsafe) private let memory: UnsafeMutableRawPointer
  private let progress: Mutex<Progress>
  /// How many bytes are inflated.
  private let given = Atomic(0)
  /// Whether no more can be.
  private let isBroken = Atomic(false)

  private struct Progress {
    var taken = 0
    // Of this member alone; `nil` once nothing more comes of it, since it takes 40 kB.
    nonisolated(unsafe) var stream: OpaquePointer?
  }

  /// So many bytes a member may have: 4 GB, which stay in memory once they are inflated.
  static let largest = 4 << 30
  /// A member of so many bytes is inflated within a few milliseconds.
  private static let small = 4 << 20

  /// - Throws: that it is too large, or that there is no memory for it.
  init(_ member: ZipArchive.Member, in file: ArrayFile) throws(CaptureError) {
    self.file = file
    (packed, size) = (member.bytes, member.size)
    let name = SafeText(member.name).shown
    guard size <= Self.largest else {
      throw CaptureError(
        "holds \(name), which has \(size) bytes once it is inflated; at most \(Self.largest) are;"
          + " save it with np.savez, which does not compress")
    }
    guard let stream = zlib_inflation_begin() else { throw Self.noMemory(for: name, size) }
    // What is not written takes no memory.
    guard
      let memory = mmap(
        nil, max(1, size), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1,
        0),
      memory != MAP_FAILED
    else {
      zlib_inflation_end(stream)
      throw Self.noMemory(for: name, size)
    }
    self.memory = memory
    progress = Mutex(Progress(stream: stream))
  }

  private static func noMemory(for name: String, _ size: Int) -> CaptureError {
    CaptureError(
      "needs \(size) bytes of memory for \(name); save it with np.savez, which does not compress")
  }

  deinit {
    progress.withLock { zlib_inflation_end($0.stream) }
    munmap(memory, max(1, size))
  }

  /// How many bytes up to `end` would take memory that they don't take yet.
  func missing(to end: Int) -> Int {
    max(0, min(end, size) - given.load(ordering: .acquiring))
  }

  /// Whether all bytes up to `end` are inflated, or will be before a person notices.
  func isAtHand(to end: Int) -> Bool {
    size <= Self.small || !lacks(min(end, size))
  }

  /// The share of the bytes up to `end`, at least one, that are inflated.
  func share(to end: Int) -> Double {
    min(1, Double(given.load(ordering: .acquiring)) / Double(max(1, end)))
  }

  /// Inflates what is missing up to `end`, but not many more bytes than `most`.
  ///
  /// - Complexity: 3 ns for each byte.
  func inflate(to end: Int, atMost most: Int) {
    let end = min(end, size, given.load(ordering: .acquiring) + min(most, size))
    // The lock is let go again and again, so that who needs little waits little.
    while lacks(end) { progress.withLock { inflate(&$0, to: end) } }
  }

  /// Whether bytes before `end` are not inflated, and can be.
  private func lacks(_ end: Int) -> Bool {
    given.load(ordering: .acquiring) < end && !isBroken.load(ordering: .acquiring)
  }

  /// The bytes in `range`, which is in what the member has; `nil` where it is broken before their end.
  ///
  /// - Complexity: 3 ns for each byte up to there that nobody asked for before.
  func bytes(_ range: Range<Int>) -> [UInt8]? {
    guard range.lowerBound >= 0, range.upperBound <= size else { return nil }
    inflate(to: range.upperBound, atMost: size)
    guard given.load(ordering: .acquiring) >= range.upperBound else { return nil }
    return Array(UnsafeRawBufferPointer(start: memory + range.lowerBound, count: range.count))
  }

  private func inflate(_ progress: inout Progress, to end: Int) {
    // Another may have done it while the lock was waited for.
    guard lacks(end), let stream = progress.stream else { return }
    defer {
      if !lacks(size) {
        zlib_inflation_end(stream)
        progress.stream = nil
      }
    }
    let first = given.load(ordering: .relaxed)
    // A row is followed by its neighbours soon.
    let most = min(size, end + 1 << 16, first + 1 << 20)
    let start = packed.lowerBound + progress.taken
    guard let source = file.bytes(start..<min(packed.upperBound, start + 1 << 16)) else {
      return isBroken.store(true, ordering: .releasing)
    }
    var (taken, added) = (source.count, most - first)
    let status = zlib_inflation_go_on(stream, source, &taken, memory + first, &added)
    progress.taken += taken
    given.store(first + added, ordering: .releasing)
    if status < 0 || (first + added < end && (status == 1 || (taken == 0 && added == 0))) {
      isBroken.store(true, ordering: .releasing)
    }
  }
}

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

  private struct Progress {
    var taken = 0
    var given = 0
    var isBroken = false
    // Of this member alone.
    nonisolated(unsafe) let stream: OpaquePointer
  }

  /// - Throws: that there is no memory for it.
  init(_ member: ZipArchive.Member, in file: ArrayFile) throws(CaptureError) {
    self.file = file
    (packed, size) = (member.bytes, member.size)
    // What is not written takes no memory.
    guard
      let memory = mmap(
        nil, max(1, size), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1,
        0),
      memory != MAP_FAILED, let stream = zlib_inflation_begin()
    else {
      throw CaptureError(
        "needs \(member.size) bytes of memory for \(SafeText(member.name).shown); save it with np.savez, which does"
          + " not compress")
    }
    self.memory = memory
    progress = Mutex(Progress(stream: stream))
  }

  deinit {
    progress.withLock { zlib_inflation_end($0.stream) }
    munmap(memory, max(1, size))
  }

  /// The bytes in `range`, which is in what the member has; `nil` where it is broken before their end.
  ///
  /// - Complexity: 3 ns for each byte up to there that nobody asked for before.
  func bytes(_ range: Range<Int>) -> [UInt8]? {
    guard range.lowerBound >= 0, range.upperBound <= size else { return nil }
    let isThere = progress.withLock { progress in
      while progress.given < range.upperBound, !progress.isBroken {
        inflate(&progress, to: range.upperBound)
      }
      return progress.given >= range.upperBound
    }
    guard isThere else { return nil }
    return Array(UnsafeRawBufferPointer(start: memory + range.lowerBound, count: range.count))
  }

  private func inflate(_ progress: inout Progress, to end: Int) {
    // A row is followed by its neighbours soon.
    let most = min(size, end + 1 << 16)
    let start = packed.lowerBound + progress.taken
    guard let source = file.bytes(start..<min(packed.upperBound, start + 1 << 16)) else {
      progress.isBroken = true
      return
    }
    var (taken, given) = (source.count, most - progress.given)
    let status = zlib_inflation_go_on(
      progress.stream, source, &taken, memory + progress.given, &given)
    progress.taken += taken
    progress.given += given
    progress.isBroken =
      status < 0 || (progress.given < end && (status == 1 || (taken == 0 && given == 0)))
  }
}

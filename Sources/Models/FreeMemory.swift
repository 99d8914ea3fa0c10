import Glibc

/// Whether a model has the memory that it will need.
///
/// Where an allocation fails, Swift ends the program in a trap; so it is asked beforehand, where a
/// sentence can still be said. Only a limit on addresses (`ulimit -v`) or a system that promises no
/// more than it has says no.
enum FreeMemory {
  /// What the program needs besides tables and weights: code that oneDNN makes, the screen, sentences.
  static let margin = 32 << 20

  /// Whether so many bytes more can be had now.
  static func has(_ bytes: Int) -> Bool {
    guard let start = mmap(nil, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    else { return false }
    munmap(start, bytes)
    return true
  }

  /// - Throws: that the model in `folder` needs so many bytes more than there are.
  static func check(_ bytes: Int, for folder: String) throws(ModelFileError) {
    guard !has(bytes) else { return }
    throw ModelFileError(
      file: folder,
      reason: "needs about \((bytes + 999_999) / 1_000_000) MB more memory than it can have; raise "
        + "the limit (ulimit -v) or close other programs")
  }
}

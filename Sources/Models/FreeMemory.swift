import Glibc

/// Whether a model, or what is unpacked, has the memory that it will need.
///
/// Where an allocation fails, Swift ends the program in a trap; so it is asked beforehand, where a
/// sentence can still be said.
package enum FreeMemory {
  /// What the program needs besides tables and weights: code that oneDNN makes, the screen, sentences.
  static let margin = 32 << 20

  /// Whether so many bytes more can be had now: a limit on addresses (`ulimit -v`), or a system that
  /// promises no more than it has, says no.
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

  /// Finds out whether weights find room in what the machine has left, before they are read.
  ///
  /// - Parameters:
  ///   - bytes: how much their form in memory takes.
  ///   - available: how much there is; `nil` where the system does not say.
  /// - Throws: that it is too little for the model in `folder`.
  static func check(
    weights bytes: Int, for folder: String, available: Int? = available
  ) throws(ModelFileError) {
    guard let shortage = shortage(of: bytes, available: available) else { return }
    throw ModelFileError(
      file: folder,
      reason: shortage + ", or take a smaller model or one whose weights have fewer bits")
  }

  /// What is to be said where so many bytes find no room in what the machine has left, as a clause to
  /// which more that would help can be added; `nil` where they do.
  ///
  /// - Parameter available: how much there is; `nil` where the system does not say.
  package static func shortage(of bytes: Int, available: Int? = available) -> String? {
    guard let available, bytes > available else { return nil }
    return "needs about \(megabytes(bytes)) MB of memory, and \(megabytes(available)) MB are free; "
      + "close other programs"
  }

  private static func megabytes(_ bytes: Int) -> Int { (bytes + 999_999) / 1_000_000 }

  /// How many bytes programs can still have: what the system says, or what is left of the limit of
  /// this program's group where that is less.
  package static var available: Int? {
    let system = number(in: "/proc/meminfo", after: "MemAvailable:").map { $0 * 1024 }
    guard let most = number(in: "/sys/fs/cgroup/memory.max"),
      let used = number(in: "/sys/fs/cgroup/memory.current")
    else { return system }
    // What the group has of files in memory is given back when it is needed.
    let files = number(in: "/sys/fs/cgroup/memory.stat", after: "\nfile ") ?? 0
    let left = max(0, most - used + files)
    return min(left, system ?? left)
  }

  /// The number that stands in a small file after `label`.
  private static func number(in path: String, after label: String = "") -> Int? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes.prefix(count), as: UTF8.self)
    guard let start = label.isEmpty ? text.startIndex : text.firstRange(of: label)?.upperBound
    else { return nil }
    return Int(text[start...].drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber })
  }
}

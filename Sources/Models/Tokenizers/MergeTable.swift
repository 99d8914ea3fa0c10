/// Which two tokens become one, and which pairs come first.
struct MergeTable: Sendable {
  /// What a pair becomes.
  struct Merge {
    /// Its place in the list: the first pairs are merged first.
    let rank: Int
    /// The number of the token that it becomes.
    let id: Int
  }

  // Open addressing; half the slots stay free.
  private var keys: [UInt64]
  private var merges: [(rank: UInt32, id: UInt32)]
  private let mask: Int
  private static let free = UInt64.max

  /// A table with room for `count` pairs.
  init(count: Int) {
    var size = 2
    while size < count * 2 { size *= 2 }
    keys = Array(repeating: Self.free, count: size)
    merges = Array(repeating: (0, 0), count: size)
    mask = size - 1
  }

  /// Adds a pair; of a pair that is listed twice the later rank counts.
  mutating func add(_ left: Int, _ right: Int, rank: Int, id: Int) {
    let key = UInt64(left) << 32 | UInt64(right)
    var slot = Self.hash(key) & mask
    while keys[slot] != Self.free, keys[slot] != key { slot = (slot + 1) & mask }
    keys[slot] = key
    merges[slot] = (UInt32(rank), UInt32(id))
  }

  /// What `left` and `right` become; `nil` where they stay two.
  func merge(_ left: Int, _ right: Int) -> Merge? {
    let key = UInt64(left) << 32 | UInt64(right)
    var slot = Self.hash(key) & mask
    while keys[slot] != Self.free {
      if keys[slot] == key {
        return Merge(rank: Int(merges[slot].rank), id: Int(merges[slot].id))
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private static func hash(_ key: UInt64) -> Int {
    let mixed = key &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: (mixed ^ mixed >> 32) & 0x7fff_ffff)
  }

  /// Merges `symbols`, tokens that follow each other, until none can be: the pair that comes first in
  /// the list, and of the same pairs the one that comes first in the text. What is merged away is 0
  /// long.
  ///
  /// - Complexity: O(n · log n).
  func merge(_ symbols: [Int]) -> [(id: Int, count: Int)] {
    var parts = symbols.map { (id: $0, count: 1) }
    guard symbols.count > 1 else { return parts }
    var next = Array(1...symbols.count)
    var previous = Array(-1..<symbols.count - 1)
    var waiting = Heap()
    func offer(_ place: Int) {
      let other = next[place]
      guard other < parts.count, let merge = merge(parts[place].id, parts[other].id) else { return }
      waiting.insert(Heap.Entry(rank: merge.rank, place: place, id: merge.id))
    }
    for place in 0..<symbols.count - 1 { offer(place) }
    while let first = waiting.removeFirst() {
      let (place, other) = (first.place, next[first.place])
      // What was offered may have been merged with something else since.
      guard parts[place].count > 0, other < parts.count,
        merge(parts[place].id, parts[other].id)?.id == first.id
      else { continue }
      parts[place] = (first.id, parts[place].count + parts[other].count)
      parts[other].count = 0
      next[place] = next[other]
      if next[place] < parts.count { previous[next[place]] = place }
      if previous[place] >= 0 { offer(previous[place]) }
      offer(place)
    }
    return parts.filter { $0.count > 0 }
  }
}

/// Pairs that wait to be merged, the first one first.
private struct Heap {
  struct Entry {
    let rank: Int
    let place: Int
    let id: Int

    func isBefore(_ other: Entry) -> Bool { (rank, place) < (other.rank, other.place) }
  }

  private var entries: [Entry] = []

  mutating func insert(_ entry: Entry) {
    entries.append(entry)
    var place = entries.count - 1
    while place > 0, entry.isBefore(entries[(place - 1) / 2]) {
      entries[place] = entries[(place - 1) / 2]
      place = (place - 1) / 2
    }
    entries[place] = entry
  }

  mutating func removeFirst() -> Entry? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return first }
    var place = 0
    while 2 * place + 1 < entries.count {
      var child = 2 * place + 1
      if child + 1 < entries.count, entries[child + 1].isBefore(entries[child]) { child += 1 }
      guard entries[child].isBefore(last) else { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = last
    return first
  }
}

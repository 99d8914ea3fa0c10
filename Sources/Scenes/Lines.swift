/// The lines of a file with their numbers from 1, without what ends them: LF, or CR and LF.
struct Lines: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>
  private var line = 0

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// How many lines are left.
  var count: Int {
    let ends = rest.count { $0 == UInt8(ascii: "\n") }
    return rest.isEmpty || rest.last == UInt8(ascii: "\n") ? ends : ends + 1
  }

  mutating func next() -> (number: Int, text: ArraySlice<UInt8>)? {
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
    var text = rest[..<end]
    if text.last == UInt8(ascii: "\r") { text.removeLast() }
    rest = rest[end...].dropFirst()
    line += 1
    return (line, text)
  }
}

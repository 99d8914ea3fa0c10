/// The shortest part of `item` for which `breaks` holds that is found within a minute, by leaving out
/// ever smaller parts (ddmin, Zeller and Hildebrandt 2002).
func shortened(_ item: [UInt8], by unit: Unit, breaks: ([UInt8]) -> Bool) -> [UInt8] {
  let deadline = ContinuousClock.now + .seconds(60)
  var parts = split(item, by: unit)
  var size = max(1, parts.count / 2)
  while true {
    var place = 0
    while place < parts.count, ContinuousClock.now < deadline {
      var fewer = parts
      fewer.removeSubrange(place..<min(place + size, parts.count))
      if breaks(Array(fewer.joined())) { parts = fewer } else { place += size }
    }
    guard size > 1, ContinuousClock.now < deadline else { return Array(parts.joined()) }
    size /= 2
  }
}

private func split(_ item: [UInt8], by unit: Unit) -> [[UInt8]] {
  switch unit {
  case .bytes: item.map { [$0] }
  case .lines:
    item.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
      .map { $0 + [UInt8(ascii: "\n")] }
  }
}

import Canvas
import RandomText
import Terminal
import Text

/// Bytes of a terminal into what makes inputs of them: in whatever parts they arrive, they mean the same,
/// and no key types what a terminal obeys.
struct DecoderInput: Kind {
  static let name = "decoder"
  static let share = 0.5
  static let unit = Unit.bytes

  init(scratch: String) throws {}

  func make(using random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...200, using: &random) {
      bytes += SentBytes.random(using: &random)
    }
    return bytes
  }

  func run(_ item: [UInt8]) throws -> Int {
    var (whole, parted) = (InputDecoder(), InputDecoder())
    let inputs = whole.take(item) + whole.giveUp() + whole.giveUp()
    var random = SeededGenerator(seed: UInt64(item.count))
    var (others, rest) = ([Input](), item[...])
    while !rest.isEmpty {
      let part = rest.prefix(random.one(of: [1, 1, 2, 3, 7, 100]))
      others += parted.take(part)
      rest = rest.dropFirst(part.count)
    }
    others += parted.giveUp() + parted.giveUp()
    try require(inputs == others, "in parts it is \(others.count) inputs, and not \(inputs.count)")
    for input in inputs {
      guard case .key(.character(let character)) = input else { continue }
      let isControl = character.unicodeScalars.contains {
        $0.properties.generalCategory == .control
      }
      try require(!isControl, "the key \(named(character)) is typed")
    }
    // Nothing is under way for ever: a key is a key again.
    try require(
      whole.patience == nil && whole.take([UInt8(ascii: "m")]) == [.key(.character("m"))],
      "after all that, m is not m")
    return inputs.count
  }
}

/// Numbers that look random and are the same in every run (splitmix64).
struct RandomRows: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A row of 1 to 40 scores on a grid of 1/64, so that small whole numbers can be added exactly.
  mutating func scores() -> [Double] {
    (0..<Int.random(in: 1...40, using: &self)).map { _ in
      Double(Int.random(in: -640...640, using: &self)) / 64
    }
  }

  /// `count` rows of such scores, from one seed.
  static func rows(_ count: Int, seed: UInt64 = 7) -> [[Double]] {
    var random = RandomRows(seed: seed)
    return (0..<count).map { _ in random.scores() }
  }
}

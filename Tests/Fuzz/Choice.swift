import RandomText

extension SeededGenerator {
  /// One of `choices`, of which there is at least one.
  mutating func one<Choice>(of choices: [Choice]) -> Choice {
    choices[Int.random(in: choices.indices, using: &self)]
  }

  /// Whether something happens that happens once in `times`.
  mutating func isOne(in times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }
}

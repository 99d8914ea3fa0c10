import Synchronization

/// How often what takes long was done. Nobody counts but a test that holds it to once:
///
///     let tally = Tally()
///     Tally.$current.withValue(tally) { … }
package final class Tally: Sendable {
  /// The one that counts what the present task does.
  @TaskLocal package static var current: Tally?

  private let counts = Mutex((encodings: 0, passes: 0))

  package init() {}

  /// How many sentences a tokenizer cut into tokens.
  package var encodings: Int { counts.withLock(\.encodings) }
  /// How many times a model ran over a sentence, from its first layer or from a later one on.
  package var passes: Int { counts.withLock(\.passes) }

  func encode() { counts.withLock { $0.encodings += 1 } }
  func pass() { counts.withLock { $0.passes += 1 } }
}

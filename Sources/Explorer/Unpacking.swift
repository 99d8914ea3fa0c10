import AttentionCore
import Scenes

/// That a part of a compressed capture was inflated beside the loop.
struct UnpackedPart: Sendable {}

extension Capture {
  /// So many bytes are inflated in a tenth of a second.
  private static let part = 32 << 20

  /// What inflates a part of what the first of `heads` lacks that is not at hand; `nil` where all are.
  fileprivate func unpacking(_ heads: [HeadID]) -> ViewWork? {
    heads.first { !isAtHand($0) }.map { head in
      ViewWork {
        self.inflate(head, atMost: Self.part)
        return UnpackedPart()
      }
    }
  }
}

extension OpenSentences {
  /// What unpacks the head that is shown; `nil` where nothing is packed.
  var unpacking: ViewWork? { current.capture?.unpacking([current.head]) }

  /// What unpacks any head; `nil` where nothing is packed.
  package var unpackingOfAll: ViewWork? { current.capture?.unpacking(current.source.allHeads) }
}

extension Sentence {
  fileprivate var capture: Capture? {
    if case .capture(let capture) = prepared.source { capture } else { nil }
  }

  /// Forgets what was read of it, since there is more of it now.
  mutating func readAnew() { prepared.identity = PreparedScene.Identity() }

  /// Whether the rows of a head can be read: those of a compressed capture are unpacked beside the loop.
  package func isAtHand(_ head: HeadID) -> Bool { capture?.isAtHand(head) ?? true }

  /// Unpacks heads, however long it takes.
  package func unpack(_ heads: [HeadID]) {
    for head in heads { capture?.inflate(head) }
  }
}

import AttentionCore
import Scenes

/// That a part of a compressed capture was inflated beside the loop.
struct UnpackedPart: Sendable {
  /// Of which.
  let capture: Capture
  /// What tells that capture's scene from now on from what was read of it before.
  let identity = PreparedScene.Identity()
}

extension Capture {
  /// So many bytes are inflated in a tenth of a second.
  private static let part = 32 << 20

  /// What inflates a part of what the first of `heads` lacks that is not at hand; `nil` where all are.
  fileprivate func unpacking(_ heads: [HeadID]) -> ViewWork? {
    heads.first { !isAtHand($0) }.map { head in
      ViewWork {
        self.inflate(head, atMost: Self.part)
        return UnpackedPart(capture: self)
      }
    }
  }
}

extension OpenSentences {
  /// What unpacks the head that is shown; `nil` where nothing is packed.
  var unpacking: ViewWork? { current.unpacking }

  /// What unpacks any head; `nil` where nothing is packed.
  package var unpackingOfAll: ViewWork? { current.capture?.unpacking(current.source.allHeads) }
}

extension PreparedScene {
  fileprivate var capture: Capture? {
    if case .capture(let capture) = source { capture } else { nil }
  }

  /// Forgets what was read of it where there is more of it now.
  ///
  /// - Returns: whether that is so.
  @discardableResult
  mutating func take(_ part: UnpackedPart) -> Bool {
    guard capture === part.capture else { return false }
    identity = part.identity
    return true
  }
}

extension Sentence {
  fileprivate var capture: Capture? { prepared.capture }

  /// What unpacks the head that is shown of it; `nil` where nothing is packed.
  package var unpacking: ViewWork? { capture?.unpacking([head]) }

  /// Whether the rows of a head can be read: those of a compressed capture are unpacked beside the loop.
  package func isAtHand(_ head: HeadID) -> Bool { capture?.isAtHand(head) ?? true }

  /// Unpacks heads, however long it takes.
  package func unpack(_ heads: [HeadID]) {
    for head in heads { capture?.inflate(head) }
  }
}

/// Work for a view that takes longer than a picture may wait: it is done beside the loop, a part of a
/// tenth of a second or so at a time, and what comes of it is taken in like a key.
public struct ViewWork: Sendable {
  private let body: @Sendable () -> any Sendable

  package init(_ body: @escaping @Sendable () -> any Sendable) { self.body = body }

  /// Does it.
  public func done() -> any Sendable { body() }
}

extension Explorer {
  /// What is to be computed for the sentence and the view that are shown; `nil` where nothing is.
  public var work: ViewWork? {
    sentences.unpacking
      ?? sentences.patchReading.map { reading in ViewWork { reading.done() } } ?? view.work
  }

  /// Takes in what came of the work.
  public mutating func take(_ found: any Sendable) {
    switch found {
    case let found as FoundPatterns: sentences.take(found)
    case let found as PatchReading.Found: sentences.take(found)
    case let found as UnpackedPart: sentences.take(found)
    default: return view.take(found)
    }
    read()
  }

  /// Does all the work that there is, however long it takes.
  public mutating func finishWork() { while let work { take(work.done()) } }
}

/// One attention head by its place in a model; layers and heads count from 0.
public struct Head: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The layer that it is in.
  public let layer: Int
  /// Its place among the heads of its layer.
  public let head: Int

  /// The head `head` of `layer`.
  public init(layer: Int, head: Int) {
    self.layer = layer
    self.head = head
  }

  /// As the field writes it: `L3·H1`.
  public var description: String { "L\(layer)·H\(head)" }

  /// By layer, then by place in it.
  public static func < (one: Head, other: Head) -> Bool {
    (one.layer, one.head) < (other.layer, other.head)
  }
}

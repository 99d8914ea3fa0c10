/// One attention head by its place in a model; layers and heads count from 0.
public struct HeadID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The layer that it is in.
  public let layer: Int
  /// Its place among the heads of its layer.
  public let index: Int

  /// The head `index` of `layer`.
  public init(layer: Int, index: Int) {
    self.layer = layer
    self.index = index
  }

  /// As the field writes it: `L3·H1`.
  public var description: String { "L\(layer)·H\(index)" }

  /// By layer, then by place in it.
  public static func < (one: HeadID, other: HeadID) -> Bool {
    (one.layer, one.index) < (other.layer, other.index)
  }
}

/// An activation of one run that takes the place of another's. Two of the same run and token are equal
/// where both were read, or neither: the model computes them alike whenever it runs, but for the last
/// digits.
///
/// Source: Heimersheim and Nanda, "How to use and interpret activation patching", 2024.
public struct Patch: Equatable, Sendable {
  /// Which of the vectors at a head.
  public enum Part: CaseIterable, Comparable, Hashable, Sendable {
    /// Σ α·v of the head, before the output projection.
    case output
    /// The head's own; where heads share keys and values, it is that of all of them.
    case query, key, value
    /// The hidden state after the head's layer.
    case residual

    /// How it is written: `z`, `q`, `k`, `v`, `residual`.
    public var name: String {
      switch self {
      case .output: "z"
      case .query: "q"
      case .key: "k"
      case .value: "v"
      case .residual: "residual"
      }
    }
  }

  /// A vector of the network, at every token.
  public struct Place: Hashable, Comparable, Sendable {
    /// In which layer, or after which.
    public let layer: Int
    /// In which of its heads; `nil` for the hidden state.
    public let head: Int?
    /// Which vector.
    public let part: Part

    /// The vector `part` at `head`.
    public init(_ part: Part, at head: HeadID) {
      layer = head.layer
      self.head = part == .residual ? nil : head.index
      self.part = part
    }

    /// In the order of the layers; the hidden state after its heads.
    public static func < (one: Place, other: Place) -> Bool {
      (one.layer, one.head ?? .max, one.part) < (other.layer, other.head ?? .max, other.part)
    }

    /// The heads that it belongs to.
    public var scope: Scope {
      head.map { .head(HeadID(layer: layer, index: $0)) } ?? .layer(layer)
    }
  }

  /// Where an activation stands.
  public struct Site: Hashable, Sendable {
    /// Which vector.
    public let place: Place
    /// At which token.
    public let token: Int

    /// The vector `place` at `token`.
    public init(_ place: Place, token: Int) { (self.place, self.token) = (place, token) }
  }

  /// Which run an activation is of.
  public enum Origin: Hashable, Sendable {
    /// That of the sentence with this text.
    case beside(String)
    /// That of the same sentence, with nothing changed.
    case before
  }

  /// Which run it is of.
  public let origin: Origin
  /// At which token of that run it stood.
  public let token: Int
  /// As many numbers as the head or the hidden state has; `nil` where they were not read yet, and it takes
  /// no place so far.
  public let vector: [Float]?

  /// The activation `vector` of a run, which stood at `token` there.
  public init(_ vector: [Float]?, of origin: Origin = .before, token: Int) {
    (self.vector, self.origin, self.token) = (vector, origin, token)
  }

  /// Whether it is named only.
  public var isUnread: Bool { vector == nil }

  /// Whether both are the activation of the same run at the same token.
  func isSameActivation(as other: Patch) -> Bool {
    token == other.token && origin == other.origin
  }

  /// Whether both are the activation of the same run at the same token, and both or neither were read.
  public static func == (one: Patch, other: Patch) -> Bool {
    one.isUnread == other.isUnread && one.isSameActivation(as: other)
  }
}

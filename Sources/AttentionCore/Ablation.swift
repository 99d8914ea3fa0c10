/// What takes the place of a head's output, before the output projection.
public enum Ablation: Hashable, Sendable {
  /// Zeros.
  case zero
  /// The mean of the head's outputs over all tokens of this run.
  case mean

  /// What it is called: `zero`, `mean`.
  public var name: String {
    switch self {
    case .zero: "zero"
    case .mean: "mean"
    }
  }

  /// Heads, and the token at which they are ablated.
  public struct Target: Hashable, Sendable {
    /// Which heads.
    public let scope: Scope
    /// At which token; `nil` is at every one.
    public let token: Int?

    /// The heads of `scope`, at `token` or everywhere.
    public init(_ scope: Scope, token: Int? = nil) {
      self.scope = scope
      self.token = token
    }
  }
}

/// An activation of one run that takes the place of another's.
///
/// Source: Heimersheim and Nanda, "How to use and interpret activation patching", 2024.
public enum Patch {
  /// Which of a head's vectors.
  public enum Activation: Hashable, Sendable {
    case query, key, value
    /// Σ α·v, before the output projection.
    case output
  }

  /// Where an activation stands.
  public enum Site: Hashable, Sendable {
    /// A vector of a head, at a token; where heads share keys and values, it is that of all of them.
    case head(HeadID, Activation, token: Int)
    /// The hidden state after a layer, at a token.
    case residual(layer: Int, token: Int)
  }
}

import COneDNN

/// The function within a layer's feed-forward part, as config.json spells it.
public enum Activation: String, Sendable, CaseIterable {
  /// x · Φ(x), where Φ is the share of a normal distribution below x.
  case gelu
  /// x · Φ(x), approximated through tanh.
  case geluNew = "gelu_new"
  /// Another name of `geluNew`.
  case geluTanh = "gelu_pytorch_tanh"
  /// Another name of `geluNew`.
  case geluFast = "gelu_fast"
  /// x, but 0 below 0.
  case relu
  /// x · σ(x).
  case silu

  /// What oneDNN calls it.
  var kind: onednn_activation {
    switch self {
    case .gelu: onednn_gelu_erf
    case .geluNew, .geluTanh, .geluFast: onednn_gelu_tanh
    case .relu: onednn_relu
    case .silu: onednn_silu
    }
  }
}

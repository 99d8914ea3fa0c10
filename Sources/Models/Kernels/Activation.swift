/// The function within a layer's feed-forward part, as config.json spells it.
public enum Activation: String, Sendable, CaseIterable {
  /// x · Φ(x), where Φ is the share of a normal distribution below x.
  case gelu
  /// x · Φ(x), approximated through tanh.
  case geluNew = "gelu_new"
  /// Another name of `geluNew`.
  case geluTanh = "gelu_pytorch_tanh"
  /// x, but 0 below 0.
  case relu

  /// Puts the function of each number in its place.
  func apply(to numbers: UnsafeMutableBufferPointer<Float>) {
    switch self {
    case .gelu: numbers.replaceEach { $0 * 0.5 * (1 + ($0 * 0.707_106_78).errorFunction) }
    case .geluNew, .geluTanh:
      // (1 + tanh u) / 2 is 1 / (1 + exp(−2u)), and exp(−2u) is 2 to the −2u / ln 2.
      numbers.replaceEach { x in
        let u = (x + x * x * x * 0.044_715) * 0.797_884_56
        return x / (1 + (u * -2.885_390_1).powerOfTwo)
      }
    case .relu: numbers.replaceEach { $0.replacing(with: 0, where: $0 .< 0) }
    }
  }
}

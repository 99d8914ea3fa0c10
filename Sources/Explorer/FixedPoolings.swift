import AttentionCore

/// The ways without attention that a comparison shows, with what a person can set of them.
public struct FixedPoolings: Equatable, Sendable {
  /// What a recurrent state can keep of itself at each step.
  public static let retentions = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99]
  /// How many tokens a convolution can see.
  public static let windows = [3, 5]

  private var retentionPlace = 4
  private var windowPlace = 0

  /// A recurrent state that keeps half of itself and a convolution over three tokens.
  public init() {}

  /// What the recurrent state keeps of itself at each step.
  public var retention: Double { Self.retentions[retentionPlace] }
  /// How many tokens the convolution sees.
  public var window: Int { Self.windows[windowPlace] }

  /// All ways: mean, maximum, recurrent state and convolution.
  public var all: [Pooling] {
    [.mean, .max, .recurrent(retention: retention), .convolution(window: window)]
  }

  /// Goes that many steps on among the retentions; stops at the ends.
  package mutating func moveRetention(by steps: Int) {
    retentionPlace = min(max(retentionPlace + steps, 0), Self.retentions.count - 1)
  }

  /// Goes to the next window, round at the end.
  package mutating func changeWindow() { windowPlace = (windowPlace + 1) % Self.windows.count }
}

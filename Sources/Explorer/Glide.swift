/// The moments after a jump (a mask, another head, another query) in which what is drawn is on its way
/// from what was shown to what is. The state itself is where it goes all the while.
///
/// A mixture of two rows of weights is a row of weights, and the mixture of their blends is its blend:
/// so all that is drawn agrees at every moment.
struct Glide: Sendable {
  /// How long it takes, in seconds.
  static let duration = 0.15
  /// The time between two pictures of it, in seconds.
  static let pictureTime = 1.0 / 30

  /// What was shown before.
  let analysis: RowAnalysis
  let view: any View
  /// How much of the time is over, in seconds: a part of it with the first picture, so that one sees at
  /// once that a key was taken.
  private var time = pictureTime

  /// One that begins at what `explorer` shows.
  init(from explorer: Explorer) {
    let shown = explorer.gliding
    (analysis, view) = (shown.analysis, shown.view)
  }

  /// How much of the way is done, from 0 to 1: the first half goes faster.
  var share: Double {
    let left = max(0, 1 - time / Self.duration)
    return 1 - left * left
  }

  /// Lets `seconds` pass.
  ///
  /// - Returns: whether it goes on.
  mutating func pass(_ seconds: Double) -> Bool {
    time += seconds
    return time < Self.duration
  }
}

extension Explorer {
  /// What is to be drawn now: itself, or where something glides, itself with that on its way.
  public var gliding: Explorer {
    guard let glide, analysis.hasTokens(of: glide.analysis) else { return self }
    var drawn = self
    drawn.analysis.mix(with: glide.analysis, share: glide.share)
    drawn.view.mix(with: glide.view, share: glide.share)
    drawn.glide = nil
    return drawn
  }

  /// After how many seconds there will be something new to see; `nil` where nothing moves, until a key
  /// is pressed.
  public var rest: Double? { glide.map { _ in Glide.pictureTime } }

  /// Lets `seconds` pass.
  public mutating func pass(_ seconds: Double) {
    if glide?.pass(seconds) == false { glide = nil }
  }
}

extension SentenceCommand {
  /// Whether a person holds something down until what it does is as wanted: that is shown at once.
  var isHeldDown: Bool {
    switch self {
    case .nudge, .nudgeAll, .weigh: true
    default: false
    }
  }
}

import Canvas
import Text

/// A step of the film that a page is shown by: what is said, what the program presses, and how long it
/// stands.
public struct FilmStep: Sendable {
  /// What is said; `nil` leaves what the page itself says.
  public let say: SafeText?
  /// The keys, which are pressed one after the other.
  public let keys: [Key]
  /// How long the step takes, in seconds.
  public let seconds: Double

  package init(say: SafeText?, keys: [Key], seconds: Double) {
    (self.say, self.keys, self.seconds) = (say, keys, seconds)
  }

  /// When the key at this place is pressed, in seconds from the step's beginning: there is time to read
  /// before the first one, and time to look after the last.
  func time(ofKey place: Int) -> Double {
    let first = seconds * 0.3
    return first + Double(place) * min(0.7, seconds * 0.45 / Double(max(1, keys.count - 1)))
  }
}

import Scenes
import Text

/// A question with some answers, one of them right or several.
public struct Question: Sendable {
  /// An answer, and what there is to say to whoever gives it.
  public struct Option: Sendable {
    /// The answer.
    public let text: SafeText
    /// Why it is right or wrong.
    public let reply: SafeText
    /// The live sentence that shows why; `nil` where the question's own does.
    public let stage: Stage?
  }

  /// What is asked; by this an answer is remembered.
  public let text: SafeText
  /// The answers, at least two and at most nine.
  public let options: [Option]
  /// The indices of the right ones, each of which will do.
  public let right: Set<Int>
  /// The live sentence that shows what is right, once an answer is given; `nil` leaves what the page
  /// opens with.
  public let stage: Stage?
  /// The chapter to see again where the first answer was wrong, from 0; `nil` is the question's own.
  public let see: Int?

  /// The live sentence that explains the answer `option`; `nil` leaves what the page opens with.
  public func stage(for option: Int) -> Stage? { options[option].stage ?? stage }
}

import Synchronization
import Text

extension PreparedScene {
  /// What tells it from others that say the same. It keeps the sentence that last stood beside.
  final class Identity: Sendable {
    private let beside = Mutex<(text: SafeText, made: PreparedBeside)?>(nil)

    /// The sentence `text` beside, where it is the last one.
    func beside(_ text: SafeText, joinsPieces: Bool) -> PreparedBeside? {
      beside.withLock {
        $0?.text == text && $0?.made.scene.joinsPieces == joinsPieces ? $0?.made : nil
      }
    }

    /// Keeps it.
    func keep(_ made: PreparedBeside, as text: SafeText) {
      beside.withLock { $0 = (text, made) }
    }
  }
}

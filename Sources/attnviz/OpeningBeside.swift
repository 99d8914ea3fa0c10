import Explorer
import Scenes
import Terminal

/// Sentences that a person asks for while others are open: they are read and made ready beside the loop,
/// which goes on taking keys.
struct OpeningBeside {
  /// Where they stand when they are ready.
  enum Place {
    /// In the place of those that are open.
    case instead
    /// Behind those that are open.
    case behind
  }

  let place: Place
  private let job: Job<PreparedScenes>

  /// Begins to read them, and waits a moment for those that are there at once.
  init(_ place: Place, models: OpenModels, read: @escaping @Sendable () -> FileReading) {
    self.place = place
    job = Job { PreparedScenes(read(), models: models) }
    job.wait(atMost: openingPatience)
  }

  /// The sentences; `nil` while they are under way.
  var scenes: PreparedScenes? { job.result }

  /// What tells that they are ready; `nil` once they are, since it tells so again and again.
  var descriptor: CInt? { job.result == nil ? job.descriptor : nil }
}

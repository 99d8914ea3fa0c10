/// What a demonstration shows at a moment, computed once when the moment comes.
public enum Figure: Sendable {
  /// A sum of weighted vectors that grows.
  case blending(PartialBlend)
  /// Rows of weights that appear.
  case rows(ComputedRows)
  /// A head that learns where to look.
  case training(TrainingRun)
  /// Learners with and without attention, beside each other.
  case learners(LearnersRun)
}

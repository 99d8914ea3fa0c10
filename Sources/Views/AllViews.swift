import Explorer
import Scenes

/// The views, in the order of their numbers; the first one is shown first.
package let allViews: [any View.Type] = [first] + others

private let first: any View.Type = RowView.self
private let others: [any View.Type] = [
  MatrixView.self, HeadsView.self, EffectView.self, ComputationView.self, PoolingView.self,
  PairView.self, SoftmaxView.self, PlaneView.self, NextView.self, LensView.self, CausesView.self,
  ResidualView.self,
]

extension Explorer {
  /// An explorer of `sentences` with all views, which tells of the `problems` that there were in
  /// opening it.
  ///
  /// - Parameter isAnimated: whether anything may glide.
  package init(
    _ sentences: OpenSentences, problems: [Problem] = [], isAnimated: Bool = false,
    mouse: Mouse = .ofProgram
  ) {
    self.init(
      sentences, problems: problems, first: first, others: others, isAnimated: isAnimated,
      mouse: mouse)
  }
}

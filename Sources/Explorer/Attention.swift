import AttentionCore
import Models

/// What a source computed for a sentence of n tokens under certain interventions.
public protocol Attention: Sendable {
  /// The n scores of `query` in `head` before the interventions of that head; −∞ where the source
  /// itself masks. In a model they depend on what was adjusted in the layers before.
  func scores(_ head: HeadID, query: Int) -> [Double]
  /// The n × n weights in `head` under the interventions that it was made with, where the source has
  /// them all at once; `nil` where each row has to be made of its scores.
  func weights(_ head: HeadID) -> [[Float]]?
  /// The value vectors in `head`, n × d.
  func values(_ head: HeadID) -> Matrix
  /// What the score of `pair` in `head` is made of; `nil` where it is given as it is.
  func factors(_ head: HeadID, _ pair: Pair) -> ScoreFactors?
  /// How long what each token brings is in `head`: ‖v·W_O‖ in a model, ‖v‖ elsewhere. n numbers.
  func valueLengths(_ head: HeadID) -> [Float]
  /// How much of each token comes through the layers up to `layer`, n × n; `nil` where there are none.
  func rollout(to layer: Int) -> [[Float]]?
  /// What the source computes with `interventions` in the place of those here. What they leave as it
  /// is comes from here, and is not computed again.
  func withInterventions(_ interventions: Interventions) -> any Attention
  /// What a model says at `token`, such as which comes after it (see `Transformer.Prediction`); `nil` where
  /// it says nothing. It is computed when it is asked for.
  func next(after token: Int) -> NextTokens?
  /// What comes of `token` under each of `variants` in the place of the interventions here; none where
  /// there is nothing after the blend.
  func results(_ token: Int, under variants: [Interventions]) -> [RunResult]
  /// What would come after `token` if the network ended after each of its layers; none elsewhere.
  func nextAfterLayers(_ token: Int) -> [NextTokens]
  /// What each part of the network adds to the logit of the vocabulary's token `first` after `token`,
  /// less that of `second`; `nil` where that can't be told.
  func attribution(_ token: Int, of first: Int, over second: Int?) -> Attribution?
  /// The vector at `place` of `token`, to be patched into another run of the same model; `nil` where
  /// there is no model.
  func activation(_ place: Patch.Place, token: Int) -> [Float]?
  /// What the last layer makes of `token`; `nil` where there is nothing after the blend.
  func final(_ token: Int) -> [Float]?
}

extension Attention {
  /// The lengths of the value vectors.
  public func valueLengths(_ head: HeadID) -> [Float] {
    let values = values(head)
    return (0..<values.rows).map { row in
      values[row].reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
  }

  /// There are no layers.
  public func rollout(to layer: Int) -> [[Float]]? { nil }

  /// Nothing predicts tokens.
  public func next(after token: Int) -> NextTokens? { nil }

  /// Nothing comes after the blend.
  public func results(_ token: Int, under variants: [Interventions]) -> [RunResult] { [] }

  /// Nothing predicts tokens.
  public func nextAfterLayers(_ token: Int) -> [NextTokens] { [] }

  /// Nothing predicts tokens.
  public func attribution(_ token: Int, of first: Int, over second: Int?) -> Attribution? { nil }

  /// There is no model.
  public func activation(_ place: Patch.Place, token: Int) -> [Float]? { nil }

  /// None: the rows are computed one by one.
  public func weights(_ head: HeadID) -> [[Float]]? { nil }
}

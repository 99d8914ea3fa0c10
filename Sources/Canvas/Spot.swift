/// What stands in a place of a screen for one who points at it.
public enum Spot: Hashable, Sendable {
  /// A token, counted from 0 as it is shown.
  case token(Int)
  /// A place of a token's bar: were the bar to end here, the token would have this weight.
  case bar(token: Int, weight: Double)
  /// A cell of a matrix.
  case cell(query: Int, key: Int)
  /// A head, counted from 0.
  case head(layer: Int, index: Int)
  /// A line of a list, counted from 0.
  case line(Int)
  /// The name of a key, or what that key chooses.
  case key(Key)
}

import Text

/// The two directions that a scene wants its vectors seen along: words, or dimensions of its own
/// values.
public struct Axes: Equatable, Sendable {
  /// The one from left to right, and the one upwards.
  public let across, up: SafeText

  /// - Parameters:
  ///   - names: two words, or two of the names that `vectors` have.
  ///   - vectors: the scene's own values; where there are none, any two words will do.
  /// - Throws: a `SceneError` that says what is wrong with the names and what would be right.
  public init(_ names: [String], of vectors: ValueVectors?) throws(SceneError) {
    guard names.count == 2 else {
      throw SceneError(
        "axes", "axes has length \(names.count); it must be 2, two words or two dimensions")
    }
    let texts = names.map(SafeText.init)
    try Scene.checkLength(of: texts, named: "axes")
    for (index, text) in texts.enumerated() {
      guard let vectors else {
        guard !words(in: text.original).isEmpty else {
          throw SceneError("axes", "axes[\(index)] has no word; write one that has a vector")
        }
        continue
      }
      guard let dimensions = vectors.dimensions else {
        throw SceneError("axes", "axes stands with values without names; give them dimensions")
      }
      guard dimensions.contains(text) else {
        throw SceneError(
          "axes",
          "axes[\(index)] is \(quoted(text.original)); with values of the scene's own it must be one"
            + " of their dimensions, such as \(quoted(dimensions[0].original))")
      }
    }
    guard texts[0] != texts[1] else {
      throw SceneError(
        "axes", "axes has \(quoted(texts[0].original)) twice; name two different ones")
    }
    (across, up) = (texts[0], texts[1])
  }
}

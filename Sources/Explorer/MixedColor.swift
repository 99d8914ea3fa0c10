import AttentionCore
import Text

/// The colour that a vector is, where a scene's values are colours: three numbers that the file calls
/// red, green and blue.
public struct MixedColor: Equatable, Sendable {
  /// How much there is of each, from 0 to 1.
  public let red, green, blue: Double

  /// The colour of a vector of the sentence's values; `nil` where they are no colours.
  ///
  /// The file's numbers go to 1, or where one is larger to 255.
  public init?(_ vector: [Float], in sentence: Sentence) {
    guard sentence.source.readout == .none, let values = sentence.scene.vectors,
      let names = values.dimensions?.map({ $0.shown.lowercased() }), names.count == 3,
      let red = names.firstIndex(of: "red"), let green = names.firstIndex(of: "green"),
      let blue = names.firstIndex(of: "blue"), vector.count == 3,
      values.matrix.elements.allSatisfy({ 0...255 ~= $0 })
    else { return nil }
    let top: Float = values.matrix.elements.contains { $0 > 1 } ? 255 : 1
    let share = { (index: Int) in Double(min(1, max(0, vector[index] / top))) }
    (self.red, self.green, self.blue) = (share(red), share(green), share(blue))
  }
}

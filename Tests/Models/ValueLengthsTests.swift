import AttentionCore
import Models
import Resources
import Testing

@Suite struct ValueLengthsTests {
  /// Beside the product with the weights as the file has them.
  @Test func itIsTheValueThroughTheProjection() throws {
    let model = try LanguageModel(folder: Resources.model)
    let pass = model.transformer.read([101, 1996, 5384, 2876, 1005, 1056, 4906, 102])
    let (size, width) = (model.shape.headSize, model.shape.hiddenSize)
    let weights = try ModelWeights(folder: Resources.model)
    for head in [HeadID(layer: 0, index: 0), HeadID(layer: 3, index: 1)] {
      let projection = try weights.floats(
        of: "encoder.layer.\(head.layer).attention.output.dense.weight")
      let expected = pass.tokenIDs.indices.map { token in
        let value = pass.value(head, token: token)
        let brought = (0..<width).map { output in
          (0..<size).reduce(0.0) { sum, place in
            sum + Double(value[place])
              * Double(projection[output * width + head.index * size + place])
          }
        }
        return Float(brought.reduce(0) { $0 + $1 * $1 }.squareRoot())
      }
      #expect(distance(pass.valueLengths(head), expected) < 1e-4)
    }
  }

  /// What all heads bring, weighted, is what the layer's attention adds: so is the sum of their lengths no
  /// less than its length. Heads that share values have projections of their own.
  @Test func inGroupedHeads() throws {
    let model = try bundledLanguageModel.get()
    let pass = model.transformer.read([504, 3575, 282, 4649, 314])
    let lengths = (0..<9).map { pass.valueLengths(HeadID(layer: 23, index: $0)) }
    #expect(
      pass.value(HeadID(layer: 23, index: 3), token: 3)
        == pass.value(HeadID(layer: 23, index: 4), token: 3))
    #expect(lengths[3] != lengths[4])
    #expect(lengths.joined().allSatisfy { $0 > 0 && $0.isFinite })
    // The first token, on which most weight lies, brings little.
    #expect(lengths[4][0] < lengths[4][3] / 3)
  }
}

import AttentionCore
import Testing

struct CosineTests {
  @Test func itTellsDirectionsWhateverTheLengths() {
    #expect(cosine([1, 0], [5, 0]) == 1)
    #expect(cosine([1, 0], [0, 2]) == 0)
    #expect(cosine([1, 2], [-2, -4]) == -1)
    #expect(abs(cosine([1, 0], [3, 3]) - 0.5.squareRoot().float) < 1e-6)
  }

  @Test func theZeroVectorIsLikeNothing() {
    #expect(cosine([0, 0], [1, 2]) == 0)
  }
}

extension Double {
  fileprivate var float: Float { Float(self) }
}

import AttentionCore
import Testing

struct HeadIDTests {
  @Test func isNamedByLayerAndHeadFromZero() {
    #expect(HeadID(layer: 3, index: 1).description == "L3·H1")
  }

  @Test func comesAfterAllHeadsOfEarlierLayers() {
    let heads = [
      HeadID(layer: 1, index: 0), HeadID(layer: 0, index: 11), HeadID(layer: 0, index: 2),
    ]
    #expect(heads.sorted() == heads.reversed())
  }
}

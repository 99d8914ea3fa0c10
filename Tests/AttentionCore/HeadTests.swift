import AttentionCore
import Testing

struct HeadTests {
  @Test func isNamedByLayerAndHeadFromZero() {
    #expect(Head(layer: 3, head: 1).description == "L3·H1")
  }

  @Test func comesAfterAllHeadsOfEarlierLayers() {
    let heads = [Head(layer: 1, head: 0), Head(layer: 0, head: 11), Head(layer: 0, head: 2)]
    #expect(heads.sorted() == heads.reversed())
  }
}

import AttentionCore
import Testing

struct ScopeTests {
  private let here = Head(layer: 3, head: 1)
  private let beside = Head(layer: 3, head: 2)
  private let above = Head(layer: 4, head: 1)

  @Test func reachesThisHeadThisLayerOrAll() {
    #expect([here, beside, above].map(Scope.head(here).reaches) == [true, false, false])
    #expect([here, beside, above].map(Scope.layer(3).reaches) == [true, true, false])
    #expect([here, beside, above].map(Scope.all.reaches) == [true, true, true])
  }
}

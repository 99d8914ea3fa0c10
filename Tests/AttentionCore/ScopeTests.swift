import AttentionCore
import Testing

struct ScopeTests {
  private let here = HeadID(layer: 3, index: 1)
  private let beside = HeadID(layer: 3, index: 2)
  private let above = HeadID(layer: 4, index: 1)

  @Test func reachesThisHeadThisLayerOrAll() {
    #expect([here, beside, above].map(Scope.head(here).reaches) == [true, false, false])
    #expect([here, beside, above].map(Scope.layer(3).reaches) == [true, true, false])
    #expect([here, beside, above].map(Scope.all.reaches) == [true, true, true])
  }
}

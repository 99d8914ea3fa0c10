import Canvas
import Testing

struct HeatTests {
  @Test func heatRisesWithTheWeightAndNothingElseHasNone() {
    let steps = stride(from: 0.0, through: 1, by: 0.01).map { weight -> Int in
      guard case .heat(let step) = Heat.style(weight, top: 1) else { return -1 }
      return step
    }
    #expect(steps == steps.sorted())
    #expect(steps.first == 0)
    #expect(steps[1] == 1)
    #expect(steps.last == Heat.steps - 1)
    #expect(Heat.style(2, top: 1) == .heat(Heat.steps - 1))
    #expect(Heat.style(0.5, top: 0) == .heat(0))
  }

  @Test func aCellIsFilledByWhatIsMoreThanHalfAStep() {
    #expect(Heat.cell(0.05, top: 1) == .cell(0))
    #expect(Heat.cell(0.06, top: 1) == .cell(1))
    #expect(Heat.cell(3, top: 1) == .cell(Heat.steps - 1))
    #expect(Heat.cell(.nan, top: 1) == .cell(0))
  }
}

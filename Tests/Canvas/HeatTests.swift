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
    #expect(Heat.cell(0.05, top: 1) == .cell(.none))
    #expect(Heat.cell(0.06, top: 1) == .cell(.heat(1)))
    #expect(Heat.cell(3, top: 1) == .cell(.heat(Heat.steps - 1)))
    #expect(Heat.cell(.nan, top: 1) == .cell(.none))
  }

  /// A small number beside a large one of the other sign has a colour too.
  @Test func signedNumbersHaveOneScale() {
    let steps = stride(from: -1.0, through: 1, by: 0.01).map { Signed.step($0, top: 1) }
    #expect(steps == steps.sorted())
    #expect(steps.first == -Signed.steps && steps.last == Signed.steps)
    #expect(Signed.step(0.26, top: 1) == 2 && Signed.step(-0.76, top: 1) == -4)
    #expect(zip(steps, steps.reversed()).allSatisfy { $0 == -$1 })
    #expect(Signed.step(0.06, top: 1) == 0 && Signed.step(-0.07, top: 1) == -1)
    #expect(Signed.step(-5, top: 1) == -Signed.steps)
    #expect(Signed.step(.nan, top: 1) == 0 && Signed.step(1, top: 0) == 0)
    #expect(Tint.all.count { $0.isNone } == 2)
    #expect(Tint.signed(-Signed.steps).strength == 1)
  }
}

import AttentionCore
import RandomText
import Testing

struct HistoryTests {
  @Test func everyChangeIsUndoneAndRedoneInOrder() {
    var random = SeededGenerator(seed: 7)
    var values = [Interventions(temperature: .one, isCausal: true)]
    for _ in 0..<200 {
      let change = randomChange(of: values[values.count - 1], using: &random)
      if change != values.last { values.append(change) }
    }
    var history = History(values[0])
    for value in values { history.record(value) }
    var seen = [history.present]
    while history.undo() { seen.append(history.present) }
    #expect(seen == values.reversed())
    seen = [history.present]
    while history.redo() { seen.append(history.present) }
    #expect(seen == values)
  }

  @Test func whatGoesOnWithTheLatestChangeIsOneWithIt() {
    var history = History(value(1))
    history.record(value(2))
    let start = history.present
    for number in [2.0, 3, 4, 2, 5] { history.record(value(number), since: start) }
    #expect(history.present == value(5))
    let wentBack = history.undo()
    #expect(wentBack && history.present == start)
    // Where another change came between, that stays.
    history.record(value(6))
    history.record(value(7))
    history.record(value(8), since: start)
    let steps = [value(7), value(6), start, value(1)]
    for step in steps {
      let wentBack = history.undo()
      #expect(wentBack && history.present == step)
    }
  }

  @Test func aNewChangeEndsWhatCouldBeRedone() {
    var history = History(value(1))
    history.record(value(2))
    let wentBack = history.undo()
    #expect(wentBack)
    history.record(value(3))
    let wentOn = history.redo()
    #expect(!wentOn)
    #expect(history.present == value(3))
  }

  @Test func recordingThePresentIsNoChange() {
    var history = History(value(1))
    history.record(value(1))
    let wentBack = history.undo()
    #expect(!wentBack)
  }

  @Test func itForgetsWhatIsOldest() {
    var history = History(value(0))
    for number in 1...3 * History.longest { history.record(value(Double(number))) }
    var steps = 0
    while history.undo() { steps += 1 }
    #expect(steps == History.longest && history.present == value(Double(2 * steps)))
    while history.redo() { steps -= 1 }
    #expect(steps == 0 && history.present == value(Double(3 * History.longest)))
  }

  /// Numbers that were read are there in all that was and will be, and no change to undo.
  @Test func whatWasReadIsThereInAllOfIt() {
    let site = Patch.Site(Patch.Place(.residual, at: HeadID(layer: 0, index: 0)), token: 0)
    var (named, read) = (Interventions(), Patches())
    named.patches[site] = Patch(nil, token: 1)
    read[site] = Patch([1], token: 1)
    var history = History(Interventions())
    history.record(named)
    named.temperature = named.temperature.lower
    history.record(named)
    named.temperature = named.temperature.lower
    history.record(named)
    _ = history.undo()
    history.amend { $0.patches.take(read) }
    #expect(history.present.patches[site]?.vector == [1])
    _ = history.redo()
    #expect(history.present.patches[site]?.vector == [1])
    #expect(history.present.temperature == named.temperature)
    _ = history.undo()
    _ = history.undo()
    #expect(history.present.patches[site]?.vector == [1])
    _ = history.undo()
    #expect(!history.canUndo)
    #expect(history.present == Interventions())
  }

  private func value(_ amount: Double) -> Interventions {
    Interventions([Edit(query: 0, key: 1, amount: .add(amount))])
  }

  private func randomChange(
    of interventions: Interventions, using random: inout SeededGenerator
  ) -> Interventions {
    var changed = interventions
    let place = { (random: inout SeededGenerator) in Int.random(in: 0..<3, using: &random) }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: changed.temperature = changed.temperature.lower
    case 1: changed.isCausal.toggle()
    case 2:
      changed.ablations[.init(.layer(place(&random)))] = Bool.random(using: &random) ? .mean : nil
    case 3:
      let head = HeadID(layer: place(&random), index: 0)
      changed.patches[Patch.Site(Patch.Place(.residual, at: head), token: 0)] = Patch(
        [Float(place(&random))], token: place(&random))
    case 4: changed = Interventions()
    case 5:
      changed.reset(
        Pair(query: place(&random), key: place(&random)), in: HeadID(layer: 0, index: 0))
    default:
      for _ in 0...place(&random) {
        changed.apply(
          Edit(
            query: place(&random), key: place(&random),
            scope: Bool.random(using: &random) ? .all : .layer(0),
            amount: Bool.random(using: &random) ? .mask : .add(1)))
      }
    }
    return changed
  }
}

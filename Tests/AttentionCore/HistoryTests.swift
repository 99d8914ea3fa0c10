import AttentionCore
import Testing

struct HistoryTests {
  @Test func everyChangeIsUndoneAndRedoneInOrder() {
    var history = History(0)
    for value in 1...5 { history.record(value) }
    var seen: [Int] = []
    while history.undo() { seen.append(history.present) }
    #expect(seen == [4, 3, 2, 1, 0])
    seen = []
    while history.redo() { seen.append(history.present) }
    #expect(seen == [1, 2, 3, 4, 5])
  }

  @Test func aNewChangeEndsWhatCouldBeRedone() {
    var history = History("a")
    history.record("b")
    let wentBack = history.undo()
    #expect(wentBack)
    history.record("c")
    let wentOn = history.redo()
    #expect(!wentOn)
    #expect(history.present == "c")
  }

  @Test func recordingThePresentIsNoChange() {
    var history = History(1)
    history.record(1)
    let wentBack = history.undo()
    #expect(!wentBack)
  }
}

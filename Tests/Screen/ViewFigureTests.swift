import Canvas
import Explorer
import Screen
import Testing

/// A figure shows all that its view has to show, or says that it does not.
struct ViewFigureTests {
  @Test func itGrowsUntilAllTokensAreThere() {
    let explorer = explorer(at: "what was too big?", keys: [.character("2")])
    let small = ViewFigure(explorer, size: Size(rows: 20, columns: 60), glyphs: .unicode)
    #expect(!small.isWhole(explorer, glyphs: .unicode))
    let whole = ViewFigure(whole: explorer, glyphs: .unicode)
    #expect(whole.isWhole(explorer, glyphs: .unicode))
    #expect(whole.canvas.size.rows > small.canvas.size.rows)
    #expect(!whole.canvas.text.contains(" more"))
  }

  @Test func itIsNoLargerThanItNeedsToBe() {
    let whole = ViewFigure(whole: explorer(at: "bank, the money kind"), glyphs: .unicode)
    #expect(whole.canvas.size.columns <= 80 && whole.canvas.size.rows < 24)
  }
}

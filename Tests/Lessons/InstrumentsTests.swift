import Canvas
import Explorer
import Lessons
import Screen
import Testing

struct InstrumentsTests {
  private func screen(_ lesson: Lesson) -> String {
    Screen.draw(lesson, size: Size(rows: 24, columns: 80), glyphs: .unicode).text
  }

  /// The first chapter has values, weights, products and their sum alone; z shows the rest.
  @Test func theFirstChapterShowsOneIdea() {
    var lesson = Lesson.at()
    let others = ["entropy", "temperature 1.00", "\nscore", "Σα", "\n average "]
    for part in ["α", "× v", "=", "Σ 4.600"] { #expect(screen(lesson).contains(part), "\(part)") }
    for part in others { #expect(!screen(lesson).contains(part), "\(part)") }
    lesson.press(.character("z"))
    for part in others { #expect(screen(lesson).contains(part), "\(part)") }
    lesson.press(.character("z"))
    for part in others { #expect(!screen(lesson).contains(part), "\(part)") }
  }

  /// What was shown once is shown in the chapters after it, up to all there is.
  @Test func noInstrumentGoesAgain() throws {
    var shown: Set<Instrument> = []
    for chapter in bundled.chapters {
      for stage in chapter.pages.compactMap(\.stage) {
        let instruments = stage.explorer().instruments
        for instrument in [Instrument.blend, .nearest, .scores, .temperature, .head]
        where shown.contains(instrument) && chapter.name != "3-collect-weigh-sum"
          && chapter.name != "4-what-weights-must-be"
        {
          #expect(instruments.shows(instrument), "\(instrument) in \(chapter.name)")
        }
        shown.formUnion(Instrument.allCases.filter(instruments.shows))
      }
    }
    #expect(shown == Set(Instrument.allCases))
  }

  @Test func inTheExplorerBarsAndWeightsStay() throws {
    var explorer = try #require(bundled.chapters[6].pages[1].stage).explorer()
    #expect(explorer.instruments == .all)
    _ = explorer.update(.toggleInstruments)
    #expect(explorer.instruments.chosen == [.bars, .weights] && !explorer.instruments.showsAll)
    let screen = Screen.draw(explorer, size: Size(rows: 24, columns: 80), glyphs: .unicode).text
    #expect(
      screen.contains("α") && !screen.contains("\nscore") && !screen.contains("nearest words"))
    #expect(explorer.message?.text.contains("z shows all") == true)
  }
}

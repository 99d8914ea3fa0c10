// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import AttentionCore
import Canvas
import Explorer
import OpenedSentences
import Scenes
import Testing
import Views

/// What is drawn after a jump is on its way for a moment, and agrees with itself all the while.
struct GlideTests {
  private static let trophy = try! Scene(
    sentence: "The trophy wouldn't fit in the suitcase because it was too big.")
  private static let jumps: [Key] = [
    .character("m"), .character("t"), .character("c"), .tab, .character("]"), .character("}"),
    .character("r"), .character("u"), .control("r"), .character("0"), .character("b"), .enter,
  ]

  private func explorer(_ scenes: Scene..., isAnimated: Bool = true) -> Explorer {
    Explorer(try! OpenSentences(scenes)!, isAnimated: isAnimated)
  }

  @Test func theStateChangesAtOnceAndThePictureFollows() {
    var explorer = explorer(bank)
    let before = explorer.analysis.row.weights
    explorer.press(.character("m"))
    let after = explorer.analysis.row.weights
    #expect(after[4] == 0)
    var shares: [Double] = []
    while explorer.rest != nil {
      let shown = explorer.gliding.analysis.row.weights
      let share = (before[4] - shown[4]) / before[4]
      for token in shown.indices {
        #expect(abs(shown[token] - before[token] * (1 - share) - after[token] * share) < 1e-12)
      }
      shares.append(share)
      explorer.pass(1.0 / 30)
      #expect(shares.count < 10)
    }
    #expect(explorer.gliding.analysis.row.weights == after)
    // Thirty pictures a second, and the first one shows that the key was taken.
    #expect(shares.count == 4)
    #expect(shares[0] > 0.3 && shares == shares.sorted() && shares[3] < 1)
  }

  @Test(arguments: jumps)
  func everyJumpGlidesAndStaysAWeightedAverage(key: Key) {
    var explorer = explorer(Self.trophy)
    // Something to undo, to redo and to reset, and a head to come from.
    explorer.press(.character("]"), .right, .up, .character("m"))
    if key == .control("r") { explorer.press(.character("u")) }
    explorer.pass(1)
    let before = explorer.analysis
    explorer.press(key)
    #expect(explorer.analysis.row.weights != before.row.weights && explorer.rest != nil)
    let (row, now) = (explorer.gliding.analysis, explorer.analysis)
    #expect(row.row.weights != before.row.weights && row.row.weights != now.row.weights)
    #expect(abs(row.row.sum - 1) < 1e-9 && row.row.isNonNegative)
    for token in row.row.weights.indices {
      let ends = [before.row.weights[token], now.row.weights[token]]
      #expect(ends.min()! - 1e-12...ends.max()! + 1e-12 ~= row.row.weights[token])
    }
    // Elsewhere the values glide too.
    if before.values == now.values {
      for (shown, blended) in zip(row.blend, blend(row.row.weights, of: row.values)) {
        #expect(abs(shown - blended) < 1e-5)
      }
    }
    // Words and scores are those of the state.
    #expect(row.nearest.map(\.word) == now.nearest.map(\.word))
    #expect(row.row.scores == now.row.scores && row.row.query == now.row.query)
  }

  @Test func allInstrumentsAgree() {
    var explorer = explorer(Self.trophy)
    for view in 1...9 {
      explorer.press(.character(Character("\(view)")), .right, .character("m"))
      #expect(explorer.rest != nil)
      let shown = explorer.gliding
      let (row, sentence) = (shown.analysis.row, shown.sentence)
      #expect(row.weights != explorer.analysis.row.weights)
      if let matrix = shown.shown(MatrixView.self) {
        for (cell, weight) in zip(matrix.map.rows[sentence.query], row.weights) {
          #expect(abs(Double(cell) - weight) < 1e-6)
        }
        #expect(matrix.map.rows != explorer.shown(MatrixView.self)?.map.rows)
      }
      if let heads = shown.shown(HeadsView.self) {
        let entry = heads.survey.places.first { $0.head == sentence.head }!
        #expect(entry.row.weights == row.weights)
        #expect(heads.survey.entries.first { $0.head == sentence.head }?.value == entry.value)
      }
      if let pooling = shown.shown(PoolingView.self) {
        #expect(pooling.comparison.entries[0].weights == row.weights)
      }
      if let softmax = shown.shown(SoftmaxView.self) {
        #expect(softmax.table.entries.map(\.weight) == row.weights)
        #expect(abs(softmax.table.total.weight - 1) < 1e-9)
      }
      if let plane = shown.shown(PlaneView.self)?.plane {
        let end = explorer.shown(PlaneView.self)!.plane
        #expect(plane.blend != end.blend && plane.trail.last == plane.blend)
        #expect(plane.trail.count == end.trail.count && plane.bounds == end.bounds)
      }
      explorer.pass(1)
    }
  }

  @Test func aHeldKeyIsShownAtOnceAndEndsAGlide() {
    var explorer = explorer(bank)
    explorer.press(.up)
    #expect(explorer.rest == nil)
    explorer.press(.character("m"))
    #expect(explorer.rest != nil)
    explorer.press(.right, .down)
    #expect(explorer.rest == nil)
    #expect(explorer.gliding.analysis.row == explorer.analysis.row)
    var keys: ArraySlice<Key> = [.character("m"), .up, .up]
    _ = explorer.press(&keys)
    #expect(explorer.rest == nil)
    explorer.update([
      .sentence(.select(key: 6, query: nil)), .sentence(.weigh(0.5, isContinued: false)),
    ])
    #expect(explorer.rest == nil && explorer.analysis.row.weights[6] > 0.49)
  }

  @Test func aKeyOnTheWayStartsFromWhatIsShown() {
    var explorer = explorer(bank)
    let first = explorer.analysis.row.weights
    explorer.press(.character("m"))
    explorer.pass(1.0 / 30)
    let shown = explorer.gliding.analysis.row.weights
    explorer.press(.character("u"))
    #expect(explorer.analysis.row.weights == first)
    let back = explorer.gliding.analysis.row.weights
    #expect(shown[4] < back[4] && back[4] < first[4])
  }

  @Test func whatMovesNothingNeitherStartsAGlideNorEndsIt() {
    var explorer = explorer(bank, plain)
    explorer.press(.character("u"), .right, .character("?"), .escape, .character("2"))
    #expect(explorer.rest == nil)
    explorer.press(.character("m"))
    let share = explorer.gliding.analysis.row.weights
    explorer.press(.left, .character("2"), .character("/"), .escape)
    #expect(explorer.gliding.analysis.row.weights == share)
  }

  @Test func otherTokensAreThereAtOnce() {
    var explorer = explorer(plain, bank)
    for key in [Key.character("n"), .character("p"), .character("d"), .character("d")] {
      explorer.press(.character("m"))
      #expect(explorer.rest != nil)
      explorer.press(key)
      #expect(explorer.rest == nil)
      #expect(explorer.gliding.analysis.row == explorer.analysis.row)
    }
    explorer.press(.character("m"))
    explorer.opened(PreparedScenes(FileReading(bank, named: "a.json"), models: models))
    #expect(explorer.gliding.analysis.row == explorer.analysis.row)
  }

  @Test func nothingGlidesUnlessItIsAskedFor() {
    var explorer = explorer(bank, isAnimated: false)
    explorer.press(.character("m"))
    #expect(explorer.rest == nil)
    #expect(explorer.gliding.analysis.row == explorer.analysis.row)
  }
}

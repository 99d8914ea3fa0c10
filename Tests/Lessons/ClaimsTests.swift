import AttentionCore
import Explorer
import Canvas
import Views
import Foundation
import Models
import Lessons
import Scenes
import Testing

/// What the chapters state, computed from their own scenes. Chapters and pages count from 1 here, as
/// the screen does.
struct ClaimsTests {
  /// A number as a chapter writes it, and how to compute it.
  struct Claim: Sendable, CustomTestStringConvertible {
    let chapter: Int
    let number: String
    let what: String
    let value: @Sendable () throws -> Double

    init(
      _ chapter: Int, _ number: String, _ what: String,
      _ value: @escaping @Sendable () throws -> Double
    ) {
      (self.chapter, self.number, self.what, self.value) = (chapter, number, what, value)
    }

    var testDescription: String { "chapter \(chapter): \(number), \(what)" }
  }

  static let claims: [Claim] = [
    Claim(1, "4.6", "the mean of 3, 7 and 5") { Double(try live(1, 1).analysis.blend[0]) },
    Claim(1, "6.9", "the mean that is shown for it") {
      Double(try answer(1, 4, option: 1).analysis.blend[0])
    },
    Claim(1, "7", "the mean where seven has all") {
      Double(try answer(1, 4, option: 2).analysis.blend[0])
    },
    Claim(1, "5.0", "the mean of equal weights") {
      Double(try answer(1, 4, option: 3).analysis.blend[0])
    },
    Claim(2, "72", "heads of the model") { Double(try live(2, 2).sentence.source.allHeads.count) },
    Claim(2, "0.53", "it → trophy, too big") { try weight("trophy", live(2, 2)) },
    Claim(2, "0.28", "it → suitcase, too big") { try weight("suitcase", live(2, 2)) },
    Claim(2, "0.56", "it → trophy, too small") { try otherWeight("trophy", live(2, 4)) },
    Claim(2, "0.24", "it → suitcase, too small") { try otherWeight("suitcase", live(2, 4)) },
    Claim(2, "0.22", "the cosine of the final vector to trophy") {
      let nearest = try live(2, 2).analysis.nearest
      return Double(try #require(nearest.first { $0.word == "trophy" }).cosine)
    },
    Claim(3, "384", "numbers of a word vector") { Double(try live(3, 1).analysis.blend.count) },
    Claim(3, "0.20", "what the other five share") {
      let explorer = try live(3, 1)
      return 1 - (try ["deposit", "money", "bank"].reduce(0) { $0 + (try weight($1, explorer)) })
    },
    Claim(4, "0.125", "each of eight weights at a high temperature") {
      softmax(try live(4, 5).analysis.row.scores, temperature: try #require(Temperature(1000)))[2]
    },
    Claim(5, "4", "the place of bank") { Double(try live(5, 2).sentence.query) },
    Claim(5, "7", "the last key") { Double(try live(5, 2).sentence.tokens.count - 1) },
    Claim(5, "46", "query and key of deposit, written together") {
      let sentence = try live(5, 2).sentence
      return Double(sentence.query * 10 + (try place(of: "deposit", sentence)))
    },
    Claim(5, "384", "numbers of a value vector") { Double(try live(5, 2).analysis.blend.count) },
    Claim(5, "0.68", "bank → deposit") { try weight("deposit", live(5, 3)) },
    Claim(6, "32", "numbers of a query vector") {
      Double(
        try #require(try live(6, 1).shown(ComputationView.self)?.computation.factors).query.count)
    },
    Claim(6, "4.499", "the score of trophy") { try score("trophy", live(6, 1)) },
    Claim(6, "4.50", "the score of trophy") { try score("trophy", live(6, 2)) },
    Claim(6, "0.531", "the weight of trophy") { try weight("trophy", live(6, 2)) },
    Claim(6, "72", "heads") {
      Double(try #require(try live(6, 3).shown(HeadsView.self)?.survey).entries.count)
    },
    Claim(7, "500", "words") { Double(try live(7, 2).sentence.tokens.count) },
    Claim(7, "50", "the place of bank") { Double(try live(7, 2).sentence.query) },
    Claim(7, "200", "the place of deposit, where the largest weight is") {
      let weights = try live(7, 2).analysis.row.weights
      let heaviest = weights.indices.max { weights[$0] < weights[$1] }
      return Double(try #require(heaviest))
    },
    Claim(7, "0.30", "bank → deposit") { try live(7, 2).analysis.row.weights[200] },
    Claim(7, "499", "words from My to enough") {
      let sentence = try live(7, 3).sentence
      return Double(try place(of: "enough", sentence) - (try place(of: "My", sentence)))
    },
    Claim(7, "512", "tokens that the model reads") {
      Double(model.shape.positions)
    },
    Claim(7, "0.41", "bank → deposited") { try weight("deposited", live(7, 4)) },
    Claim(7, "0.45", "bank → river") {
      try otherWeight("river", live(7, 4))
    },
    Claim(7, "511", "the last token that is read") {
      Double(try live(7, 6).sentence.tokens.count - 1)
    },
    Claim(7, "175", "tokens from bank to coins") { try distance("coins", live(7, 6)) },
    Claim(7, "172", "tokens from bank to deposit") { try distance("deposit", live(7, 6)) },
    Claim(7, "0.038", "bank → coins") { try weight("coins", live(7, 6)) },
    Claim(7, "0.029", "bank → deposit") { try weight("deposit", live(7, 6)) },
    Claim(7, "0.002", "an even share of 512 tokens") {
      1 / Double(try live(7, 6).sentence.tokens.count)
    },
    Claim(7, "0.0001", "my → grandmother") { try weight("grandmother", answer(7, 7, option: 2)) },
    Claim(7, "0.03", "my → [CLS]") { try answer(7, 7, option: 2).analysis.row.weights[0] },
    Claim(7, "191", "the place that my looks at most") {
      let weights = try answer(7, 7, option: 2).analysis.row.weights
      return Double(try #require(weights.indices.max { weights[$0] < weights[$1] }))
    },
    Claim(7, "0.13", "my → my") { try answer(7, 7, option: 2).analysis.row.weights[191] },
    Claim(7, "506", "the last my") {
      let tokens = try answer(7, 7, option: 2).sentence.tokens
      return Double(try #require(tokens.lastIndex { $0.text.original == "my" }))
    },
    Claim(7, "0.07", "my → the last my") {
      try answer(7, 7, option: 2).analysis.row.weights[506]
    },
    Claim(8, "24", "sentences to learn from") { Double(try run(1).set.seen.count) },
    Claim(8, "16", "numbers of a query") { Double(TrainingRun.width) },
    Claim(8, "0.50", "each answer before the first step") { try run(1).shown[0].head },
    Claim(8, "0.693", "the loss of a guess") { try run(1).head.loss },
    Claim(8, "0.031", "the loss at the end") { try run(4).head.loss },
    Claim(8, "6", "unseen answers of the head that are right") {
      Double(try run(5).head.unseenRight)
    },
    Claim(8, "5", "unseen answers of the mean that are right") {
      Double(try run(5).mean.unseenRight)
    },
    Claim(8, "72", "heads of the model") { Double(try live(8, 3).sentence.source.allHeads.count) },
    Claim(9, "99", "steps of a recurrent state") {
      let sentence = try live(9, 2).sentence
      return Double(
        try #require(Pooling.recurrent(retention: 0.9).steps(from: 0, to: sentence.query)))
    },
    Claim(9, "99", "layers of a convolution over 3") {
      Double(try #require(Pooling.convolution(window: 3).steps(from: 0, to: 99)))
    },
    Claim(9, "50", "layers of a convolution over 5") {
      Double(try #require(Pooling.convolution(window: 5).steps(from: 0, to: 99)))
    },
    Claim(9, "0.00003", "left after 99 steps") {
      let values = Matrix(rows: 100, columns: 1)
      return Pooling.recurrent(retention: 0.9).weights(values, query: 99)[0]
    },
    Claim(9, "150", "layers from word 50 to word 200") {
      Double(try #require(Pooling.convolution(window: 3).steps(from: 200, to: 50)))
    },
    Claim(9, "50", "the place of bank") { Double(try answer(9, 4, option: 1).sentence.query) },
    Claim(9, "200", "the place of deposit") {
      Double(try place(of: "deposit", answer(9, 4, option: 1).sentence))
    },
    Claim(10, "0.187", "money, where deposit is raised") {
      try weight("money", answer(10, 3, option: 1))
    },
    Claim(10, "0.64", "deposit at temperature 0.25") {
      try weight("deposit", answer(10, 4, option: 1))
    },
    Claim(10, "0.635", "deposit at temperature 0.25") {
      try weight("deposit", answer(10, 4, option: 1))
    },
    Claim(10, "0.53", "it → trophy") { try weight("trophy", live(10, 5)) },
    Claim(10, "72", "heads") { Double(try live(10, 6).sentence.source.allHeads.count) },
    Claim(10, "0.5", "kept at each step") {
      try #require(try answer(10, 8, option: 2).shown(PoolingView.self)?.comparison).signal[1]
    },
    Claim(10, "0.0625", "left of I at bank") {
      try #require(try answer(10, 8, option: 2).shown(PoolingView.self)?.comparison).signal[4]
    },
    Claim(10, "50", "the place of bank") { Double(try answer(10, 9, option: 1).sentence.query) },
    Claim(10, "200", "the place of deposit") {
      Double(try place(of: "deposit", answer(10, 9, option: 1).sentence))
    },
    Claim(10, "150", "layers from word 50 to word 200") {
      Double(try #require(Pooling.convolution(window: 3).steps(from: 200, to: 50)))
    },
    Claim(10, "0.45", "bank → river") {
      try otherWeight("river", answer(10, 13, option: 1))
    },
    Claim(11, "270", "heads of the model") {
      Double(try live(11, 1).sentence.source.allHeads.count)
    },
    Claim(11, "30", "layers of the model") { Double(try live(11, 1).sentence.model.shape.layers) },
    Claim(11, "9", "heads of a layer") { Double(try live(11, 1).sentence.model.shape.heads) },
    Claim(11, "0.773", "p(Paris)") { try probability("Paris", pressing([], 11, 1)) },
    Claim(11, "0.999", "is → The") { try weight("The", live(11, 2)) },
    Claim(11, "4.13", "logit of Paris less that of London") { try difference(live(11, 4)) },
    Claim(11, "3.85", "what the ablation of L23·H4 takes of it") {
      try difference(live(11, 6)) - difference(pressing(["X"], 11, 6))
    },
    Claim(11, "0.903", "is → France") { try weight("France", live(11, 5)) },
    Claim(11, "0.147", "p(Paris) with the edge to France cut") {
      try probability("Paris", pressing(["m"], 11, 5))
    },
    Claim(11, "0.159", "p(the) then") { try probability("the", pressing(["m"], 11, 5)) },
    Claim(11, "0.141", "p(Paris) without the head") {
      try probability("Paris", pressing(["X"], 11, 6))
    },
    Claim(11, "0.923", "p(Mary)") { try probability("Mary", live(11, 7)) },
    Claim(11, "0.69", "L23·H0, to → Mary") { try weight("Mary", live(11, 7)) },
    Claim(11, "0.56", "L23·H1, to → Mary") { try weight("Mary", pressing(["]"], 11, 7)) },
    Claim(11, "0.47", "L23·H7, to → Mary") {
      try weight("Mary", pressing(Array(repeating: "]", count: 7), 11, 7))
    },
    Claim(11, "0.81", "L24·H4, to → Mary") { try weight("Mary", live(11, 8)) },
    Claim(11, "0.971", "p(Mary) with the edge of L24·H4 cut") {
      try probability("Mary", pressing(["m"], 11, 8))
    },
    Claim(11, "6.12", "logit of Mary less that of John") { try difference(live(11, 8)) },
    Claim(11, "7.39", "the same with the edge of L24·H4 cut") {
      try difference(pressing(["m"], 11, 8))
    },
    Claim(11, "1.27", "what the cut adds to it") {
      try difference(pressing(["m"], 11, 8)) - difference(live(11, 8))
    },
  ]

  @Test(arguments: claims)
  func aNumberIsAsStated(claim: Claim) throws {
    let stated = try #require(Double(claim.number))
    let places = claim.number.split(separator: ".").dropFirst().first?.count ?? 0
    #expect(abs(try claim.value() - stated) <= 0.5 * pow(10, -Double(places)) + 1e-6)
  }

  /// So that no number comes into a chapter without its claim here: what else stands there are the
  /// numbers of its own scenes, edits and conditions, 0 and 1.
  @Test(arguments: bundled.chapters.indices)
  func everyNumberIsClaimed(chapter: Int) throws {
    var claimed = Set(Self.claims.filter { $0.chapter == chapter + 1 }.map(\.number))
    if chapter == 0 { claimed.insert(Self.unreachable) }
    // Pictures have tests of their own, below.
    if chapter == 8 {
      claimed.formUnion(
        bundled.chapters[8].pages.flatMap(\.picture).flatMap { numbers(in: $0.original) })
    }
    for (place, page) in bundled.chapters[chapter].pages.enumerated() {
      let given = inputs(of: page)
      for number in page.statements.flatMap(numbers) where !claimed.contains(number) {
        let value = try #require(Double(number))
        #expect(
          given.contains { abs($0 - value) < 1e-6 },
          "chapter \(chapter + 1), page \(place + 1) states \(number), which nothing computes")
      }
    }
  }

  /// So that no claim outlives its sentence.
  @Test(arguments: claims)
  func aClaimStandsInItsChapter(claim: Claim) {
    let said = bundled.chapters[claim.chapter - 1].pages.flatMap(\.everything).flatMap(numbers)
    #expect(said.contains(claim.number))
  }

  /// What chapter 1 says that no average can be.
  private static let unreachable = "7.5"

  @Test func noAverageLiesAboveTheLargestValue() throws {
    guard case .answer(let question, _) = bundled.chapters[0].pages[3].task else { throw Unasked() }
    #expect(question.options[try #require(question.right.first)].text.original == Self.unreachable)
    let values = try live(1, 4).analysis.values
    for _ in 0..<1000 {
      let weights = softmax((0..<3).map { _ in Double.random(in: -9...9) })
      #expect(blend(weights, of: values)[0] < 7.5)
    }
  }

  /// The numbers that the page itself is made of.
  private func inputs(of page: Page) -> [Double] {
    var numbers: [Double] = [0, 1]
    var stages = [page.stage].compactMap { $0 }
    switch page.task {
    case .read, .watch: break
    case .reckon(let question, _): stages += [question.stage].compactMap { $0 }
    case .act(let goal, _): numbers += goal.conditions.flatMap(\.bounds)
    case .answer(let question, _):
      stages += ([question.stage] + question.options.map(\.stage)).compactMap { $0 }
    }
    for stage in stages {
      if stage.view == PoolingView.self {
        numbers += FixedPoolings.retentions + FixedPoolings.windows.map(Double.init)
      }
      for case .add(let amount) in stage.explorer().sentence.edits.map(\.amount) {
        numbers.append(amount)
      }
      for scene in stage.scenes.map(\.scene) {
        numbers.append(scene.temperature.value)
        if case .row(let row)? = scene.scores { numbers += row + row.map(exp) }
        numbers += (scene.vectors?.matrix.elements ?? []).map(Double.init)
        numbers += scene.modelState.head.map { [Double($0.layer), Double($0.index)] } ?? []
      }
    }
    // Tokens that a page speaks of by their places are there.
    let tokens = stages.flatMap(\.scenes).map(\.scene.tokens.count).min() ?? 0
    return numbers + (0..<min(tokens, 8)).map(Double.init)
  }
}

extension Page {
  /// All that stands on it, wrong answers too.
  var everything: [String] {
    guard case .answer(let question, _) = task else { return statements }
    return statements + question.options.map(\.text.original)
  }

  /// All that it and its film state as true: of a question's answers the right ones alone.
  fileprivate var statements: [String] {
    var said = [text] + picture + film.compactMap(\.say)
    switch task {
    case .read: break
    case .act(let goal, _): said.append(goal.say)
    case .watch(let demonstration, _): said += demonstration.steps.map(\.say)
    case .answer(let question, _):
      said += [question.text] + question.right.map { question.options[$0].text }
      said += question.options.map(\.reply)
    case .reckon(let question, _):
      return (said + [question.text, question.right]).map(\.original) + ["\(question.value)"]
    }
    return said.map(\.original)
  }
}

extension Condition {
  /// The finite numbers between which something has to lie.
  fileprivate var bounds: [Double] {
    switch self {
    case .weight(_, let range), .score(_, let range), .shifted(let range), .blend(let range),
      .temperature(let range), .retention(let range):
      [range.lowerBound, range.upperBound].filter(\.isFinite).map(abs)
    case .window(let window): [Double(window)]
    default: []
    }
  }
}

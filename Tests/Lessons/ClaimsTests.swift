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

  private func numbers(in text: String) -> [String] {
    text.matches(of: /\d+(\.\d+)?/).map { String($0.output.0) }
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

  /// What is said of the head that learns: its weights stay alike while the mean is enough, and then go
  /// to the words that were named.
  @Test func theHeadFirstLearnsTheMeanAndThenWhereToLook() throws {
    let early = try run(3)
    #expect(early.head.right == 24 && early.head.loss < 0.4)
    for answer in early.shown {
      for weight in answer.weights { #expect(abs(weight - 1 / Double(answer.words.count)) < 0.01) }
    }
    let late = try run(4)
    #expect(late.head.right == 24 && late.head.unseenRight == 6 && late.mean.right == 24)
    for (answer, words) in zip(late.shown, [["deposit", "money"], ["fished", "river"]]) {
      let heaviest = answer.weights.indices.sorted { answer.weights[$0] > answer.weights[$1] }
      #expect(Set(heaviest.prefix(2).map { answer.words[$0].original }) == Set(words))
      #expect(heaviest.prefix(2).allSatisfy { answer.weights[$0] > 0.3 })
    }
    let known = Set(late.set.seen.flatMap(\.words).map(\.original))
    for word in ["otter", "raft", "dollars"] {
      #expect(!known.contains(word))
      let answer = try #require(
        late.unseen.first { $0.words.contains { $0.original == word } })
      let place = try #require(answer.words.firstIndex { $0.original == word })
      #expect(answer.weights[place] > 0.3)
    }
  }

  /// The table of chapter 9, computed anew: who finds the one word that matters among so many.
  @Test(arguments: LearnersRun.lengths)
  func theTableOfLearnersIsAsComputed(words count: Int) throws {
    let lines = bundled.chapters[8].pages[6].picture.map { numbers(in: $0.original) }
    #expect(lines[0] == ["160", "8", "30", "60"])
    let column = try #require(LearnersRun.lengths.firstIndex(of: count))
    var run = LearnersRun(words: model.words)
    run.allow(LearnersRun.rounds, of: count)
    while let work = run.work(first: count) { run.take(work.done()) }
    let course = try #require(run.courses[count])
    #expect(course.rounds == LearnersRun.rounds)
    let isStated = { (stated: String, value: Double) in
      abs(try #require(Double(stated)) - value) <= 0.005 + 1e-6
    }
    for (line, kind) in [
      (2, LearnersRun.Kind.attention), (4, .mean), (5, .recurrent), (6, .convolution),
    ] {
      let place = try #require(LearnersRun.Kind.allCases.firstIndex(of: kind))
      let outcome = try #require(course.outcomes[place].last)
      let stated = Array(lines[line].suffix(6).dropFirst(2 * column).prefix(2))
      #expect(try isStated(stated[0], outcome.loss), "\(kind), \(count) words: \(outcome)")
      #expect(try isStated(stated[1], outcome.right), "\(kind), \(count) words: \(outcome)")
      // What is to be seen on the page before: the loss falls from a guess's, the weight grows.
      #expect(abs(course.outcomes[place][0].loss - log(2)) < 0.1)
      #expect(outcome.loss < course.outcomes[place][0].loss)
      guard let weight = outcome.weight else { continue }
      #expect(try isStated(lines[3][column], weight), "\(count) words: \(outcome)")
      #expect(weight > 0.5)
    }
  }

  /// The picture of chapter 9 is a convolution.
  @Test func theKernelsPictureIsComputed() throws {
    let lines = bundled.chapters[8].pages[4].picture.map(\.original)
    let rows = lines.dropFirst(2).map { line in
      line.matches(of: /−?\d+/).compactMap { Int(String($0.output).replacing("−", with: "-")) }
    }
    let pixels = rows.map { Array($0.prefix(7)) }
    let kernel = rows.prefix(3).map { Array($0[7..<10]) }
    #expect(lines[0].contains("7 × 5") && pixels.count == 5 && lines[0].contains("3 × 3"))
    for (row, line) in rows.prefix(3).enumerated() {
      let output = (0..<5).map { column in
        (0..<3).reduce(0) { sum, down in
          (0..<3).reduce(sum) { $0 + kernel[down][$1] * pixels[row + down][column + $1] }
        }
      }
      #expect(Array(line.suffix(5)) == output)
    }
  }

  /// In a real head the words that matter are found further away than all others.
  @Test func theRealHeadLooksFarAway() throws {
    let explorer = try live(7, 6)
    let weights = explorer.analysis.row.weights
    let heaviest = weights.indices.sorted { weights[$0] > weights[$1] }.prefix(3)
    #expect(
      heaviest.map { explorer.sentence.tokens[$0].text.original } == ["[CLS]", "coins", "deposit"])
  }

  @Test func bothRowsOfTheSentenceAreShown() throws {
    let explorer = try live(5, 4)
    let pair = try #require(explorer.shown(PairView.self)?.pair)
    #expect(pair.other.tokens[pair.other.query].text.original == "deposit")
    #expect(explorer.analysis.nearest.first?.word == "deposit")
    #expect(pair.analysis.nearest.first?.word == "money")
  }

  @Test func theSumGoesFromBankToDepositAndMoney() throws {
    var lesson = Lesson.at(chapter: 2, isAnimated: false)
    var nearest: [[String]] = []
    while case .watch(let playback) = lesson.work, !playback.isAtEnd {
      lesson.press(.character(" "))
      guard case .watch(let now) = lesson.work, case .blending(let blend) = now.figure,
        blend.total.count > 0
      else { continue }
      nearest.append(blend.total.nearest.map(\.word))
    }
    #expect(nearest.count == 8)
    #expect(nearest.first?.prefix(3) == ["bank", "banks", "banking"])
    #expect(nearest.last?.prefix(2) == ["deposit", "money"])
  }

  @Test func bankAloneIsThePlainWordAgain() throws {
    var lesson = Lesson.at(chapter: 2, page: 2)
    lesson.hold(.shiftUp, 3)
    #expect(lesson.isDone)
    #expect(lesson.explorer?.analysis.nearest.prefix(2).map(\.word) == ["bank", "banks"])
  }

  @Test func whatTheQuestionsAboutBankSay() throws {
    let without = try answer(3, 4, option: 1).analysis
    #expect(!without.nearest.prefix(3).contains { ["deposit", "money"].contains($0.word) })
    let money = try #require(
      without.probes.first { $0.word.original == "money" }?.cosines)
    #expect(money.now < money.before - 0.2)
    let grammar = try answer(3, 4, option: 2).analysis.row.weights
    #expect(grammar[2] + grammar[3] > 0.5)
    #expect(try answer(10, 11, option: 1).analysis.nearest.first?.word == "money")
    #expect(try answer(10, 11, option: 1).analysis.row.weights[7] == 1)
  }

  @Test func whatTheMeanAndAttentionFind() throws {
    for explorer in [try live(9, 1), try answer(10, 7, option: 1)] {
      let entries = try #require(explorer.shown(PoolingView.self)?.comparison).entries
      #expect(entries[0].nearest.prefix(2).map(\.word) == ["deposit", "money"])
      #expect(entries[1].nearest.prefix(2).map(\.word) == ["to", "the"])
    }
  }

  @Test func rawNumbersBreakTheRulesThatSoftmaxKeeps() throws {
    for (option, sum, breaksSign) in [(0, 1.0, true), (2, 2.1, false)] {
      let analysis = try answer(10, 2, option: option).analysis
      let scores = analysis.row.scores
      #expect(abs(scores.reduce(0, +) - sum) < 1e-9)
      #expect(scores.contains { $0 < 0 } == breaksSign)
      #expect(scores.allSatisfy { $0 <= 1 } == !breaksSign)
      #expect(!(3...7).contains(blend(scores, of: analysis.values)[0]))
      #expect((3...7).contains(analysis.blend[0]))
    }
  }

  @Test func oneNumberMoreForAllChangesNothing() throws {
    let explorer = try answer(4, 6, option: 1)
    #expect(explorer.analysis.isEdited)
    for (now, before) in zip(explorer.analysis.row.weights, explorer.analysis.original.weights) {
      #expect(abs(now - before) < 1e-12)
    }
  }

  @Test func withoutTrophyItLooksAtSuitcaseAndMeansIt() throws {
    let here = try answer(10, 5, option: 1)
    let weights = here.analysis.row.weights
    #expect(try weights.max() == weights[place(of: "suitcase", here.sentence)])
    let everywhere = try answer(10, 6, option: 1).analysis
    #expect(everywhere.originalNearest.prefix(3).contains { $0.word == "trophy" })
    #expect(
      everywhere.nearest.prefix(4).map(\.word) == ["it", "briefcase", "suitcase", "warehouse"])
  }

  @Test func theHeadMatchesOtherWordsInTheOtherSentence() throws {
    let explorer = try live(7, 5)
    let pair = try #require(explorer.shown(PairView.self)?.pair)
    for (sentence, weights, word) in [
      (explorer.sentence, explorer.analysis.row.weights, "deposited"),
      (pair.other, pair.analysis.row.weights, "river"),
    ] {
      #expect(try weights.max() == weights[place(of: word, sentence)])
    }
    // The word right before bank gets little: distance has no say.
    let by = try place(of: "by", pair.other)
    #expect(pair.analysis.row.weights[by] < 0.1)
    #expect(abs(by - pair.other.query) <= 2)
  }

  @Test func afterAllLayersItTurnsToTheSuitcaseWhereItIsTooSmall() throws {
    let explorer = try live(2, 4)
    let pair = try #require(explorer.shown(PairView.self)?.pair)
    for (analysis, nearer, farther) in [
      (explorer.analysis, "trophy", "suitcase"), (pair.analysis, "suitcase", "trophy"),
    ] {
      let words = analysis.nearest.map(\.word)
      let place = try #require(words.firstIndex(of: nearer))
      #expect(try place < #require(words.firstIndex(of: farther)))
      // A hair: both stand close to each other.
      let cosines = analysis.probes.compactMap { $0.cosines?.now }
      #expect(abs(cosines[0] - cosines[1]) < 0.01)
    }
  }

  @Test func withoutTrophyInOneHeadTheEndHardlyChanges() throws {
    var lesson = Lesson.at(chapter: 1, page: 4)
    lesson.press(.character("g"), .character("m"))
    let analysis = try #require(lesson.explorer).analysis
    #expect(lesson.isDone && analysis.cosineToBefore > 0.99 && analysis.cosineToBefore < 1)
  }

  @Test func theComputationsWordIsNearlyAllOfIt() throws {
    var explorer = try live(5, 3)
    while explorer.sentence.tokens[explorer.sentence.selected].text.original != "deposit" {
      _ = explorer.update(.sentence(.moveSelection(1)))
    }
    let steps = try #require(explorer.shown(ComputationView.self)?.computation)
    #expect(cosine(steps.weighted, steps.blend) > 0.9)
  }

  @Test func theSentencesHaveAsManyWordsAsTheySay() throws {
    #expect(try live(9, 2).sentence.tokens.count == 100)
    #expect(try live(3, 1).sentence.tokens.count == 8)
  }

  /// What the tour says of heads in the mass: most rest on the first word, and one stands out.
  @Test func mostHeadsRestOnTheFirstWordAndOneMatters() throws {
    let explorer = try live(11, 3)
    let survey = try #require(explorer.shown(HeadsView.self)?.survey)
    let resting = survey.entries.count { $0.row.weights[0] > 0.5 }
    #expect(resting > survey.entries.count / 2)
    let map = try #require(CausalMap(complete: explorer.sentence))
    let sorted = map.sorted
    #expect("\(sorted[0])" == "L23·H4")
    #expect(try abs(#require(map.change(sorted[0]))) > 1.5 * abs(#require(map.change(sorted[1]))))
    let small = sorted.count { abs(map.change($0) ?? 9) < 0.3 }
    #expect(small > sorted.count / 2)
    // After the cut another token comes first.
    let cut = try pressing(["m"], 11, 5)
    #expect(cut.analysis.prediction?.candidates.first?.token.text.original == "the")
  }

  @Test func theQuizHasAsManyQuestionsAsItSays() throws {
    let quiz = bundled.chapters[9]
    #expect(quiz.questions.count == 13 && quiz.pages.count == 13)
    #expect(quiz.pages[0].text.original.hasPrefix("Thirteen questions"))
  }
}

/// The live sentence of a page as it is opened.
private func live(_ chapter: Int, _ page: Int) throws -> Explorer {
  try #require(bundled.chapters[chapter - 1].pages[page - 1].stage).explorer()
}

/// The live sentence that explains the answer `option`, from 0.
private func answer(_ chapter: Int, _ page: Int, option: Int) throws -> Explorer {
  let page = bundled.chapters[chapter - 1].pages[page - 1]
  guard case .answer(let question, _) = page.task else { throw Unasked() }
  return try #require(question.stage(for: option)).explorer()
}

private struct Unasked: Error {}

/// The head that learns, at the end of a step of its page, from 1.
private func run(_ step: Int) throws -> TrainingRun {
  let page = bundled.chapters[7].pages[0]
  guard case .watch(let demonstration, let stage) = page.task else { throw Unasked() }
  var playback = Playback(demonstration, explorer: stage.explorer(), isAnimated: false)
  playback.finish(step - 1)
  guard case .training(let run) = playback.figure else { throw Unasked() }
  return run
}

private func place(of word: String, _ sentence: Sentence) throws -> Int {
  try #require(sentence.tokens.firstIndex { $0.text.original == word })
}

private func weight(_ word: String, _ explorer: Explorer) throws -> Double {
  explorer.analysis.row.weights[try place(of: word, explorer.sentence)]
}

/// How many tokens `word` comes after the query.
private func distance(_ word: String, _ explorer: Explorer) throws -> Double {
  Double(try place(of: word, explorer.sentence) - explorer.sentence.query)
}

/// The weight in the sentence that stands beside the live one.
private func otherWeight(_ word: String, _ explorer: Explorer) throws -> Double {
  let pair = try #require(explorer.shown(PairView.self)?.pair)
  return pair.analysis.row.weights[try place(of: word, pair.other)]
}

/// The probability that `word` comes next.
private func probability(_ word: String, _ explorer: Explorer) throws -> Double {
  let candidates = try #require(explorer.analysis.prediction).candidates
  return Double(try #require(candidates.first { $0.token.text.original == word }).now.probability)
}

/// How far the logit of the first token of the pair lies above that of the second.
private func difference(_ explorer: Explorer) throws -> Double {
  Double(try #require(explorer.analysis.prediction?.pair).now)
}

/// The live sentence of a page after these keys.
private func pressing(_ keys: [Character], _ chapter: Int, _ page: Int) throws -> Explorer {
  var lesson = Lesson.at(chapter: chapter - 1, page: page - 1)
  for key in keys { lesson.press(.character(key)) }
  return try #require(lesson.explorer)
}

private func score(_ word: String, _ explorer: Explorer) throws -> Double {
  explorer.analysis.row.scores[try place(of: word, explorer.sentence)]
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

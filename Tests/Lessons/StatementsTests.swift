import AttentionCore
import Explorer
import Canvas
import Views
import Foundation
import Models
import Lessons
import Scenes
import Testing

/// What the chapters state otherwise than by a number alone, computed from their own scenes. Chapters and
/// pages count from 1 here, as the screen does.
struct StatementsTests {
  /// What is said of the head that learns: its weights stay alike while the mean is enough, and then go
  /// to the words that were named.
  @Test func theHeadFirstLearnsTheMeanAndThenWhereToLook() throws {
    // One step puts all answers on the right side, but hardly.
    var first = try run(1)
    first.learn(to: 1)
    #expect(first.head.right == 24 && first.head.loss > 0.68)
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

import AttentionCore
import Explorer
import Canvas
import Views
import Foundation
import Models
import Lessons
import Scenes
import Testing

/// The live sentence of a page as it is opened.
func live(_ chapter: Int, _ page: Int) throws -> Explorer {
  try #require(bundled.chapters[chapter - 1].pages[page - 1].stage).explorer()
}

/// The live sentence that explains the answer `option`, from 0.
func answer(_ chapter: Int, _ page: Int, option: Int) throws -> Explorer {
  let page = bundled.chapters[chapter - 1].pages[page - 1]
  guard case .answer(let question, _) = page.task else { throw Unasked() }
  return try #require(question.stage(for: option)).explorer()
}

struct Unasked: Error {}

/// The head that learns, at the end of a step of its page, from 1.
func run(_ step: Int) throws -> TrainingRun {
  let page = bundled.chapters[7].pages[0]
  guard case .watch(let demonstration, let stage) = page.task else { throw Unasked() }
  var playback = Playback(demonstration, explorer: stage.explorer(), isAnimated: false)
  playback.finish(step - 1)
  guard case .training(let run) = playback.figure else { throw Unasked() }
  return run
}

func place(of word: String, _ sentence: Sentence) throws -> Int {
  try #require(sentence.tokens.firstIndex { $0.text.original == word })
}

func weight(_ word: String, _ explorer: Explorer) throws -> Double {
  explorer.analysis.row.weights[try place(of: word, explorer.sentence)]
}

/// How many tokens `word` comes after the query.
func distance(_ word: String, _ explorer: Explorer) throws -> Double {
  Double(try place(of: word, explorer.sentence) - explorer.sentence.query)
}

/// The weight in the sentence that stands beside the live one.
func otherWeight(_ word: String, _ explorer: Explorer) throws -> Double {
  let pair = try #require(explorer.shown(PairView.self)?.pair)
  return pair.analysis.row.weights[try place(of: word, pair.other)]
}

/// The probability that `word` comes next.
func probability(_ word: String, _ explorer: Explorer) throws -> Double {
  let candidates = try #require(explorer.analysis.prediction).candidates
  return Double(try #require(candidates.first { $0.token.text.original == word }).now.probability)
}

/// How far the logit of the first token of the pair lies above that of the second.
func difference(_ explorer: Explorer) throws -> Double {
  Double(try #require(explorer.analysis.prediction?.pair).now)
}

/// The live sentence of a page after these keys.
func pressing(_ keys: [Character], _ chapter: Int, _ page: Int) throws -> Explorer {
  var lesson = Lesson.at(chapter: chapter - 1, page: page - 1)
  for key in keys { lesson.press(.character(key)) }
  return try #require(lesson.explorer)
}

func score(_ word: String, _ explorer: Explorer) throws -> Double {
  explorer.analysis.row.scores[try place(of: word, explorer.sentence)]
}

/// The numbers in a text, as they are written there.
func numbers(in text: String) -> [String] {
  text.matches(of: /\d+(\.\d+)?/).map { String($0.output.0) }
}

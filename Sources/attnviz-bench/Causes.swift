import Canvas
import Explorer
import Models
import Resources
import Scenes
import Screen
import Terminal
import Views

/// Prints how long the causal map of all heads takes, and the heads' shares, and how long a key waits
/// that asks nothing of the model while the map is filled in.
func reportCauses(of encoder: LanguageModel) throws {
  let decoder = try LanguageModel(folder: Resources.languageModel)
  let mary = "When Mary and John went to the store, John gave a drink to"
  for (name, model, text) in [("MiniLM", encoder, trophy), ("SmolLM2", decoder, mary)] {
    let models = OpenModels(model)
    let scene = try PreparedScene(try Scene(sentence: text), models: models)
    var explorer = Explorer(OpenSentences(scene, models: models))
    guard let show = explorer.command(for: .character("H")) else { continue }
    _ = explorer.update(show)
    let figure =
      "\(explorer.sentence.source.allHeads.count) heads of \(name), "
      + "\(explorer.sentence.count) tokens"
    let runs = (0..<5).map { _ in
      var map = explorer
      var first: Duration?
      let clock = ContinuousClock()
      let start = clock.now
      while let work = map.work {
        map.take(work.done())
        first = first ?? clock.now - start
      }
      return (first: first?.seconds ?? 0, all: (clock.now - start).seconds)
    }
    report("the first of the causal map's \(figure)", seconds: runs.map(\.first))
    report("the causal map of \(figure)", seconds: runs.map(\.all))
    report("the shares of \(figure)", runs: 40) {
      var map = explorer
      _ = map.update(.switchShares)
    }
    let keys = keysWhileFillingIn(explorer).sorted()
    guard !keys.isEmpty else { continue }
    report("a key while the map is filled in, \(name)", seconds: keys)
    report("the same, 95th percentile", keys[keys.count * 95 / 100] * 1000, "ms")
  }
}

/// How long each of some keys took that go from head to head while the map is filled in, from when it
/// came to its picture.
private func keysWhileFillingIn(_ start: Explorer) -> [Double] {
  let clock = ContinuousClock()
  var seconds: [Double] = []
  for _ in 0..<3 {
    var explorer = start
    while let work = explorer.work {
      let due = clock.now + .milliseconds(5)
      let job = Job { work.done() }
      if job.wait(atMost: 0.005) == nil, let next = explorer.command(for: .character("]")) {
        _ = explorer.update(next)
        keep(Screen.draw(explorer, size: Size(rows: 40, columns: 120), glyphs: .unicode))
        seconds.append((clock.now - due).seconds)
      }
      if let found = job.wait() { explorer.take(found) }
    }
  }
  return seconds
}

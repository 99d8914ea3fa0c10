import Models
import Resources

/// Prints how long the bundled language model takes to read sentences, and what an edit or a further
/// token costs, in memory and in a terminal.
func reportLanguageModel() throws {
  let model = try LanguageModel(folder: Resources.languageModel)
  reportLanguageModelPasses(of: model)
  let pass = model.transformer.read(languageModelTokens(17))
  report("a further token, SmolLM2, 17 tokens") { keep(pass.reading(pass.tokenIDs + [500])) }
  report("the next token's distribution, SmolLM2") { keep(pass.next(after: 16)) }
  let sentence = "The trophy would not fit into the suitcase because it was too large, so we"
  let opened = ["--model", "smollm2", "--sentence", sentence]
  let runs = (0..<5).compactMap { _ in ProgramRun(arguments: opened) }
  report("start to first frame, SmolLM2", seconds: runs.map(\.secondsToFirstFrame))
  report(
    "resident memory at the first frame, SmolLM2", runs.map(\.megabytesAtFirstFrame).max() ?? 0,
    "MB")
  report(
    "resident memory after 40 nudges, SmolLM2", runs.map(\.residentMegabytes).max() ?? 0, "MB")
  for (place, query, layer) in [("last", "so", 0), ("last", "so", 23), ("second", "trophy", 0)] {
    let options = ["--query", query, "--layer", "\(layer)", "--head", "4"]
    reportNudges("nudge in layer \(layer) at the \(place) of 17 tokens, SmolLM2", opened + options)
  }
}

/// Prints how long the language model takes to read sentences of 16, 64 and 512 tokens.
func reportLanguageModelPasses(of model: LanguageModel) {
  for count in [16, 64, 512] {
    let tokenIDs = languageModelTokens(count)
    let runs = count > 100 ? 10 : 40
    report("forward pass of SmolLM2, \(count) tokens", runs: runs) {
      keep(model.transformer.read(tokenIDs))
    }
    report("its products alone, \(count) tokens", runs: runs) {
      model.transformer.multiplyAlone(count)
    }
  }
}

private func languageModelTokens(_ count: Int) -> [Int] {
  (0..<count).map { 300 + $0 * 37 % 2000 }
}

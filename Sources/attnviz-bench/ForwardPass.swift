import Models

/// Prints how long a model takes to read sentences of 8 to 512 tokens, all heads' weights kept.
func reportForwardPasses(of model: LanguageModel) {
  for count in [8, 16, 32, 64, 128, 256, 512] {
    let pieces = [101] + (1..<count - 1).map { 1996 + $0 * 37 % 2000 } + [102]
    report("forward pass, \(count) tokens", runs: count > 100 ? 40 : 200) {
      keep(model.transformer.read(pieces))
    }
  }
}

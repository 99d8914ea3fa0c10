import Models

/// Prints how long a model takes to read sentences of 8 to 512 tokens, and how long its products
/// alone take.
func reportForwardPasses(of model: LanguageModel) {
  for count in [8, 16, 32, 64, 128, 256, 512] {
    let tokenIDs = [101] + (1..<count - 1).map { 1996 + $0 * 37 % 2000 } + [102]
    let runs = count > 100 ? 40 : 200
    report("forward pass, \(count) tokens", runs: runs) { keep(model.transformer.read(tokenIDs)) }
    report("its products alone, \(count) tokens", runs: runs) {
      model.transformer.multiplyAlone(count)
    }
  }
}

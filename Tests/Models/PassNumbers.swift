import AttentionCore
import Models

/// The largest difference between two lists of numbers; infinite where they differ in length.
func distance(_ a: [Float], _ b: [Float]) -> Float {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { largest, pair in
    let difference = abs(pair.0 - pair.1)
    return difference <= largest ? largest : difference
  }
}

/// The numbers of `row` for every layer, head and token, in this order.
private func all(_ pass: ForwardPass, _ row: (Int, Int, Int) -> [Float]) -> [Float] {
  (0..<pass.shape.layers).flatMap { layer in
    (0..<pass.shape.heads).flatMap { head in
      pass.tokenIDs.indices.flatMap { row(layer, head, $0) }
    }
  }
}

func allWeights(of pass: ForwardPass) -> [Float] {
  all(pass) { pass.weights(HeadID(layer: $0, index: $1), query: $2) }
}

func allScores(of pass: ForwardPass) -> [Float] {
  all(pass) { pass.scores(HeadID(layer: $0, index: $1), query: $2) }
}

func allValues(of pass: ForwardPass) -> [Float] {
  all(pass) { pass.value(HeadID(layer: $0, index: $1), token: $2) }
}

func allFinal(of pass: ForwardPass) -> [Float] {
  pass.tokenIDs.indices.flatMap { pass.final(token: $0) }
}

/// The embeddings, then the vectors after each layer.
func allHidden(of pass: ForwardPass) -> [Float] {
  pass.tokenIDs.indices.flatMap { pass.embedding(token: $0) }
    + (0..<pass.shape.layers).flatMap { layer in
      pass.tokenIDs.indices.flatMap { pass.hidden(layer: layer, token: $0) }
    }
}

import Models

extension RowAnalysis {
  /// What the query means: the vector that words can be near to, and those that are nearest.
  struct Meaning: Sendable {
    let readout: [Float]
    let nearest: [WordVectors.Neighbor]
  }
}

extension RowAnalysis.Meaning {
  /// - Parameter next: what the model makes of the final vector of the query, where that is what is read
  ///   out; `nil` where it is not.
  init(_ readout: [Float], _ sentence: Sentence, next: NextTokens?) {
    let words = sentence.model.words
    let readout =
      sentence.source.readout == .final ? sentence.model.amongWords(readout) : readout
    self.readout = readout
    // The vector of several tokens is their mean, and not what the last of them predicts by.
    let isItsOwn = sentence.model.isTied && sentence.layout.groups[sentence.query].count == 1
    nearest =
      if isItsOwn, let next {
        words.nearest(to: readout, products: next.logits, count: RowAnalysis.nearestCount)
      } else { words.nearest(to: readout, count: RowAnalysis.nearestCount) }
  }
}

extension Readout {
  /// The vector that words can be near to; empty where there is none.
  func vector(blend: [Float], final: [Float]?) -> [Float] {
    switch self {
    case .blend: blend
    case .final: final ?? []
    case .none: []
    }
  }
}

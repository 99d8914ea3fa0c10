import AttentionCore
import Models

extension RowAnalysis {
  /// What the query means: the vector that words can be near to, and those that are nearest.
  struct Meaning: Sendable {
    let readout: [Float]
    let nearest: [WordVectors.Neighbor]
  }

  /// The parts that an edit leaves as they are; kept from one analysis of a query to the next.
  struct Basis: Sendable {
    let sentence: PreparedScene.Identity
    let query: Int
    let head: HeadID
    let layout: TokenLayout
    var row: AttentionRow
    var blend: [Float]
    let meaning: Meaning
    let ownMeaning: [Float]
    /// What came next before anything was changed; `nil` where nothing says that.
    let next: NextTokens?
    /// `nil` for a word of which the vocabulary has no piece.
    let probeVectors: [[Float]?]
  }
}

extension RowAnalysis.Basis {
  /// - Parameter earlier: that of another query or head of the same sentence.
  init(_ sentence: Sentence, earlier: RowAnalysis.Basis?) {
    let (source, words) = (sentence.source, sentence.model.words)
    self.sentence = sentence.identity
    query = sentence.query
    head = sentence.head
    layout = sentence.layout
    let values = source.original.values(head)
    let group = layout.groups[query]
    let rows = QueryRows(sentence, sentence.original, source.original, head, query: query)
    row = rows.shown
    blend = rows.blend(of: values)
    if let earlier, earlier.hasFinal(of: sentence) {
      (meaning, ownMeaning, next) = (earlier.meaning, earlier.ownMeaning, earlier.next)
    } else {
      next = source.original.next(after: group.upperBound - 1)
      let final = source.original.final(group)
      meaning = RowAnalysis.Meaning(
        source.readout.vector(blend: blend, final: final), sentence, next: final == nil ? nil : next
      )
      ownMeaning =
        sentence.ids.map { words.vector(ofPieces: Array($0[group])) }
        ?? mean(group.map { Array(values[$0]) })
    }
    probeVectors =
      meaning.readout.isEmpty || meaning.readout.count != words.dimension
      ? []
      : earlier?.probeVectors
        ?? sentence.scene.probes.map {
          words.knows($0.original) ? words.vector(of: $0.original) : nil
        }
  }

  func isInPlace(for sentence: Sentence) -> Bool {
    self.sentence === sentence.identity && query == sentence.query && head == sentence.head
      && layout == sentence.layout
  }

  /// Whether it is of the query whose final vector `sentence` stands at; no head changes that.
  func hasFinal(of sentence: Sentence) -> Bool {
    sentence.source.readout == .final && query == sentence.query && layout == sentence.layout
  }
}

extension RowAnalysis.Meaning {
  /// - Parameter next: what the model makes of the final vector of the query, where that is what is read
  ///   out; `nil` where it is not.
  init(_ readout: [Float], _ sentence: Sentence, next: NextTokens?) {
    self.readout = readout
    let words = sentence.model.words
    // The vector of several tokens is their mean, and not what the last of them predicts by.
    let isItsOwn = sentence.model.isTied && sentence.layout.groups[sentence.query].count == 1
    nearest =
      if isItsOwn, let next {
        words.nearest(to: readout, products: next.logits, count: RowAnalysis.nearestCount)
      } else { words.nearest(to: readout, count: RowAnalysis.nearestCount) }
  }
}

extension Attention {
  /// The mean of the final vectors of these tokens; `nil` where there is nothing after the blend.
  func final(_ tokens: Range<Int>) -> [Float]? {
    let vectors = tokens.compactMap { final($0) }
    return vectors.isEmpty ? nil : mean(vectors)
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

import AttentionCore
import Models

extension RowAnalysis {
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

extension Attention {
  /// The mean of the final vectors of these tokens; `nil` where there is nothing after the blend.
  func final(_ tokens: Range<Int>) -> [Float]? {
    let vectors = tokens.compactMap { final($0) }
    return vectors.isEmpty ? nil : mean(vectors)
  }
}

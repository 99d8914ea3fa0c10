import AttentionCore

/// What is done in all heads of a layer, and to the hidden states after it.
struct LayerInterventions: Sendable {
  let heads: [HeadInterventions]
  /// The hidden states that are another run's, by token.
  let residuals: [Int: [Float]]
  private let isCausal: Bool

  init(_ interventions: Interventions, layer: Int, _ shape: ModelShape) {
    var interventions = interventions
    interventions.isCausal = interventions.isCausal || shape.isCausal
    isCausal = interventions.isCausal
    heads = (0..<shape.heads).map { interventions.at(HeadID(layer: layer, index: $0)) }
    residuals = interventions.residuals(after: layer)
      .filter { $0.value.count == shape.hiddenSize }
  }

  /// The tokens whose attention changes where the keys and values of `tokens` do.
  func reach(of tokens: Range<Int>, _ all: Range<Int>) -> Range<Int> {
    tokens.isEmpty ? tokens : (isCausal ? tokens.lowerBound : all.lowerBound)..<all.upperBound
  }

  /// Whether a head's outputs for all tokens are needed for that of one: their mean takes its place.
  var needsAll: Bool { heads.contains(where: \.needsMean) }

  /// Whether queries, keys or values are another run's.
  var patchesProjections: Bool {
    heads.contains { head in
      ![Patch.Part.query, .key, .value].allSatisfy { head.patchedTokens($0).isEmpty }
    }
  }

  /// The range of tokens whose queries, keys or values are not those under `other`.
  func projections(differingFrom other: LayerInterventions, _ all: Range<Int>) -> Range<Int> {
    range(zip(heads, other.heads).map { $0.projections(differingFrom: $1) }, all)
  }

  /// The range of tokens whose attention or hidden state is treated otherwise than under `other`.
  func queries(differingFrom other: LayerInterventions, _ all: Range<Int>) -> Range<Int> {
    let patched = Set(residuals.keys).union(other.residuals.keys)
      .filter { residuals[$0] != other.residuals[$0] }
    return range(zip(heads, other.heads).map { $0.queries(differingFrom: $1) } + [patched], all)
  }

  /// The range of the tokens in `sets`; all where one of them may be any.
  private func range(_ sets: [Set<Int>?], _ all: Range<Int>) -> Range<Int> {
    guard sets.allSatisfy({ $0 != nil }) else { return all }
    let tokens = sets.flatMap { ($0 ?? []).filter(all.contains) }
    guard let first = tokens.min(), let last = tokens.max() else { return 0..<0 }
    return first..<last + 1
  }

  /// Puts other runs' queries, keys and values in the place of those of `rows`.
  func patch(
    _ member: Team.Member, _ projections: FloatTable, _ rows: Range<Int>,
    _ layout: ProjectionLayout
  ) {
    guard member.number == 0 else { return }
    for (index, head) in heads.enumerated() {
      for (part, column) in [
        (Patch.Part.query, layout.query(index)), (.key, layout.key(index)),
        (.value, layout.value(index)),
      ] {
        for token in head.patchedTokens(part) where rows.contains(token) {
          head.patch(
            part,
            UnsafeMutableBufferPointer(
              start: projections.pointer(row: token, column: column), count: layout.headSize),
            token: token)
        }
      }
    }
  }

  /// Puts other runs' hidden states in the place of those in `hidden`.
  func patch(_ hidden: FloatTable) {
    for (token, vector) in residuals where hidden.indices.contains(token) {
      _ = hidden[token].update(fromContentsOf: vector)
    }
  }
}

import AttentionCore

/// Where scores and values can come from.
public enum SourceKind: String, CaseIterable, Sendable {
  /// The sentence file's own scores or weights.
  case given
  /// How alike the words are: cosines between plain word vectors.
  case similarity
  /// The heads of a transformer.
  case model
}

/// Which of a query's vectors stands for what it means, so that words can be near it.
public enum Readout: Sendable {
  /// The blended vector: the values are word vectors.
  case blend
  /// The final vector, after the last layer.
  case final
  /// None: the values are the file's own numbers.
  case none
}

/// Something that knows, for one sentence, how much every token should attend to every other.
public protocol AttentionSource: Sendable {
  /// What kind of source this is.
  var kind: SourceKind { get }
  /// Whether it has layers and heads of its own, so that a person can go from one to another and say
  /// how far an edit reaches.
  var hasHeads: Bool { get }
  /// How many layers it has, and how many heads each of them; one of each where it has none.
  var shape: (layers: Int, heads: Int) { get }
  /// Which vector words can be near to.
  var readout: Readout { get }
  /// What attention computes with the interventions that the sentence opened with.
  var original: any Attention { get }
  /// The same source for a sentence of these tokens, which begins as this one does or has it as its
  /// beginning; what they have in common is not computed again. `nil` where none can be added.
  func reading(_ ids: [Int]) -> (any AttentionSource)?
  /// Where the scores of `query` come from, which can differ from row to row.
  func origin(query: Int) -> SourceKind
}

extension AttentionSource {
  /// A sentence of words stays as it is.
  public func reading(_ ids: [Int]) -> (any AttentionSource)? { nil }

  /// Every head, layer by layer.
  public var allHeads: [HeadID] {
    (0..<shape.layers).flatMap { layer in
      (0..<shape.heads).map { HeadID(layer: layer, index: $0) }
    }
  }
}

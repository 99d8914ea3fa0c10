import AttentionCore

/// Where scores and values can come from.
public enum SourceKind: String, CaseIterable, Sendable {
  /// The sentence file's own scores or weights.
  case given
  /// How alike the words are: cosines between plain word vectors.
  case similarity
  /// The heads of a transformer.
  case model
  /// The heads of a model that ran elsewhere, as a file has their weights.
  case capture
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
  /// Whether no token sees what follows it, whatever is changed.
  var isCausal: Bool { get }
  /// Which vector words can be near to.
  var readout: Readout { get }
  /// What attention computes with the interventions that the sentence opened with.
  var original: any Attention { get }
  /// The same source for a sentence of these tokens, which begins as this one does or has it as its
  /// beginning; what they have in common is not computed again. `nil` where none can be added.
  func reading(_ ids: [Int]) -> (any AttentionSource)?
  /// Where the scores of `query` come from, which can differ from row to row.
  func origin(query: Int) -> SourceKind
  /// What is wrong with the row of `query` as the file has it, as a clause; `nil` where nothing is.
  func flaw(_ head: HeadID, query: Int) -> String?
}

extension AttentionSource {
  /// A sentence of words stays as it is.
  public func reading(_ ids: [Int]) -> (any AttentionSource)? { nil }

  /// Every token may see every other.
  public var isCausal: Bool { false }

  /// Nothing is wrong with what is computed, or was looked at when it was opened.
  public func flaw(_ head: HeadID, query: Int) -> String? { nil }

  /// Whether a model runs here: what is changed reaches all that comes after it, and heads can be
  /// ablated and patched.
  public var runs: Bool { kind == .model }

  /// Why no head can be ablated or patched, where nothing runs.
  var cannotChangeHeads: String {
    hasHeads
      ? "what was captured does not run on, so no head can be ablated or patched; --source model has a"
        + " model read the sentence"
      : "there are no heads of a model here to change; --source model has some"
  }

  /// Every head, layer by layer.
  public var allHeads: [HeadID] {
    (0..<shape.layers).flatMap { layer in
      (0..<shape.heads).map { HeadID(layer: layer, index: $0) }
    }
  }
}

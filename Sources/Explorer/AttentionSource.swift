import AttentionCore
import SentenceFiles

/// Where scores and values can come from.
public enum SourceKind: String, CaseIterable, Sendable {
  /// The sentence file's own scores or weights.
  case given
  /// How alike the words are: cosines between plain word vectors.
  case similarity
}

/// Something that knows, for one sentence, how much every token should attend to every other.
public protocol AttentionSource: Sendable {
  /// What kind of source this is.
  var kind: SourceKind { get }
  /// The value vectors, n × d.
  var values: Matrix { get }
  /// Whether the values live in the space of the word vectors, so that words can be near them.
  var valuesAreWordVectors: Bool { get }
  /// The scores of `query` for every key before any edit, n of them; −∞ where masked.
  func scores(query: Int) -> [Double]
  /// Where the scores of `query` come from, which can differ from row to row.
  func origin(query: Int) -> SourceKind
}

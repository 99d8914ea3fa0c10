import AttentionCore
import LanguageModel
import SentenceFiles

/// What can be read off one query as it stands: all that the row view shows and `print` prints.
public struct Reading: Sendable {
  /// A word that the person follows, and how near it is (cosine) to three vectors.
  public struct Probe: Equatable, Sendable {
    /// The word.
    public let word: SafeText
    /// To the query's own value vector, before any attention.
    public let own: Float
    /// To the blended vector before anything was changed.
    public let before: Float
    /// To the blended vector as it is now.
    public let now: Float
  }

  /// The parts that an edit leaves as they are; kept from one reading of a query to the next.
  struct Basis: Sendable {
    let query: Int
    let row: AttentionRow
    let blend: [Float]
    let probeVectors: [[Float]]
  }

  /// How many nearest words are read.
  public static let nearestCount = 8

  /// The row as it is now.
  public let row: AttentionRow
  /// The blended vector as it is now, d numbers.
  public let blend: [Float]
  /// The query's own value vector, d numbers.
  public let own: [Float]
  /// The cosine of the blended vector to the query's own value vector.
  public let cosineToOwn: Float
  /// The vocabulary's nearest words to the blended vector; none where the values are not word
  /// vectors.
  public let nearest: [WordVectors.Neighbor]
  /// The words that the person follows; none where the values are not word vectors.
  public let probes: [Probe]
  /// Where this row's scores come from.
  public let origin: SourceKind
  private let adjustments: Adjustments
  let basis: Basis

  /// The row before anything was changed.
  public var original: AttentionRow { basis.row }
  /// The blended vector before anything was changed.
  public var originalBlend: [Float] { basis.blend }

  /// Reads the sentence's query.
  ///
  /// - Parameter earlier: a reading of the same sentence; what it knows of the query is used again.
  /// - Complexity: O(n · d), and one search for the nearest words.
  public init(_ sentence: Sentence, words: WordVectors, earlier: Reading? = nil) {
    let basis =
      if let known = earlier?.basis, known.query == sentence.query { known } else {
        Basis(sentence, words: words)
      }
    let values = sentence.source.values
    let own = Array(values[sentence.query])
    let isOriginal = sentence.adjustments == sentence.original
    row = isOriginal ? basis.row : sentence.row
    let blended = isOriginal ? basis.blend : AttentionCore.blend(row.weights, of: values)
    blend = blended
    self.own = own
    cosineToOwn = cosine(blended, own)
    nearest =
      sentence.source.valuesAreWordVectors
      ? words.nearest(to: blended, count: Self.nearestCount) : []
    probes = zip(sentence.scene.probes, basis.probeVectors).map { word, vector in
      Probe(
        word: word, own: cosine(vector, own), before: cosine(vector, basis.blend),
        now: cosine(vector, blended))
    }
    origin = sentence.source.origin(query: sentence.query)
    adjustments = sentence.adjustments
    self.basis = basis
  }

  /// Whether reading the same sentence again would give the same.
  func isCurrent(for sentence: Sentence) -> Bool {
    row.query == sentence.query && adjustments == sentence.adjustments
  }
}

extension Reading.Basis {
  init(_ sentence: Sentence, words: WordVectors) {
    query = sentence.query
    row = AttentionRow(
      query: query, original: sentence.scores, adjustments: sentence.original.at(sentence.head))
    blend = AttentionCore.blend(row.weights, of: sentence.source.values)
    probeVectors =
      sentence.source.valuesAreWordVectors
      ? sentence.scene.probes.map { words.vector(of: $0.original) } : []
  }
}

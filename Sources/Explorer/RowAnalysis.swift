import AttentionCore
import Models
import Scenes
import Text

/// What can be read off one query in one head as it stands: all that the row view shows and
/// `print` prints.
public struct RowAnalysis: Sendable {
  /// A word that the person follows.
  public struct Probe: Equatable, Sendable {
    /// The word.
    public let word: SafeText
    /// How near it is to three vectors; `nil` where the model's vocabulary has no piece of it.
    public let cosines: Cosines?

    /// How near a word is to the query's vectors.
    public struct Cosines: Equatable, Sendable {
      /// To the query alone, before any attention: its value vector, or its word vector in a model.
      public let own: Float
      /// To the query's readout before anything was changed.
      public let before: Float
      /// To the query's readout as it is now.
      public let now: Float
    }
  }

  /// How many nearest words are read.
  public static let nearestCount = 8

  /// What the source computed with the present interventions.
  public let attention: any Attention
  /// The row as it is now.
  public private(set) var row: AttentionRow
  /// The value vectors of the head, n × d.
  public let values: Matrix
  /// The blended vector as it is now, d numbers.
  public private(set) var blend: [Float]
  /// The query's own value vector, d numbers.
  public private(set) var own: [Float]
  /// The cosine of the blended vector to the query's own value vector.
  public private(set) var cosineToOwn: Float
  /// The query's final vector; `nil` where there is nothing after the blend.
  public let final: [Float]?
  /// The words that the person follows; none where no words can be near the readout.
  public let probes: [Probe]
  /// What the model says at the query; `nil` where it says nothing there.
  public let prediction: Prediction?
  /// What the edits did to the final vectors; `nil` where nothing is edited or there are none.
  public let finalShift: FinalShift?
  /// Where this row's scores come from.
  public let origin: SourceKind
  /// What is wrong with this row as its file has it, as a clause; `nil` where nothing is.
  public let flaw: String?
  /// Whether anything is changed.
  public let isEdited: Bool
  private let interventions: Interventions
  private let meaning: Meaning
  private(set) var basis: Basis

  /// The head that it is in.
  public var head: HeadID { basis.head }
  /// The row before anything was changed.
  public var original: AttentionRow { basis.row }
  /// The blended vector before anything was changed.
  public var originalBlend: [Float] { basis.blend }
  /// The cosine between the query's vector that stands for what it means and what that was before
  /// anything was changed; of the blended vectors where none does.
  public var cosineToBefore: Float {
    finalShift.map { $0.cosines[row.query] } ?? cosine(blend, originalBlend)
  }
  /// The vocabulary's nearest words to the readout; none where no words can be near it.
  public var nearest: [WordVectors.Neighbor] { meaning.nearest }
  /// Whether no words can be near the final vector, since their vectors are of another size and nothing
  /// in the model makes one of that size of it.
  public var lacksWords: Bool { final != nil && meaning.readout.isEmpty }
  /// The nearest words before anything was changed.
  public var originalNearest: [WordVectors.Neighbor] { basis.meaning.nearest }

  /// Reads the sentence's query in its head.
  ///
  /// - Parameter earlier: an analysis; what it knows of the same sentence is used again.
  /// - Complexity: O(n · d), and one search for the nearest words; in a model, after an edit, one
  ///   run from the first edited layer on.
  public init(_ sentence: Sentence, earlier: RowAnalysis? = nil) {
    if let earlier, earlier.isCurrent(for: sentence) {
      self = earlier
      return
    }
    let earlier = earlier.flatMap { $0.basis.sentence === sentence.identity ? $0 : nil }
    let source = sentence.source
    let (query, head) = (sentence.query, sentence.head)
    let isOriginal = sentence.interventions == sentence.original
    // An analysis of the same run: all that comes after the last layer is known.
    let sameRun = earlier.flatMap { $0.interventions == sentence.interventions ? $0 : nil }
    let attention: any Attention =
      isOriginal
      ? source.original
      : sameRun?.attention
        ?? (earlier?.attention ?? source.original).withInterventions(sentence.interventions)
    let basis =
      if let known = earlier?.basis, known.isInPlace(for: sentence) { known } else {
        Basis(sentence, earlier: earlier?.basis)
      }
    let sameHead = sameRun.flatMap { $0.basis.head == head ? $0 : nil }
    let values = sameHead?.values ?? attention.values(head)
    let group = sentence.layout.groups[query]
    let own = mean(group.map { Array(values[$0]) })
    let rows =
      isOriginal
      ? nil : QueryRows(sentence, sentence.interventions, attention, head, query: query)
    let row = rows?.shown ?? basis.row
    let blended = rows?.blend(of: values) ?? basis.blend
    let sameFinal = sameRun.flatMap { $0.basis.hasFinal(of: sentence) ? $0 : nil }
    let final = sameFinal?.final ?? attention.final(group)
    let next =
      isOriginal || sameFinal != nil
      ? basis.next : basis.next.flatMap { attention.next(after: group.upperBound - 1) ?? $0 }
    let meaning =
      isOriginal
      ? basis.meaning
      : sameFinal?.meaning
        ?? Meaning(
          source.readout.vector(blend: blended, final: final), sentence,
          next: final == nil ? nil : next)
    let last = group.upperBound - 1
    prediction =
      sameFinal?.prediction
      ?? basis.next.flatMap { before in
        sentence.ids.flatMap { sentence.model.transformer.prediction(at: $0[last]) }.map {
          Prediction(
            $0, before: before, now: next ?? before, pair: sentence.pair, model: sentence.model)
        }
      }
    self.attention = attention
    self.row = row
    self.values = values
    self.own = own
    self.final = final
    self.meaning = meaning
    blend = blended
    cosineToOwn = cosine(blended, own)
    probes = zip(sentence.scene.probes, basis.probeVectors).map { word, vector in
      Probe(
        word: word,
        cosines: vector.map {
          Probe.Cosines(
            own: cosine($0, basis.ownMeaning), before: cosine($0, basis.meaning.readout),
            now: cosine($0, meaning.readout))
        })
    }
    finalShift =
      if isOriginal || final == nil {
        nil
      } else if let sameRun,
        sameRun.basis.layout == sentence.layout
      { sameRun.finalShift } else {
        FinalShift(before: source.original, after: attention, groups: sentence.layout.groups)
      }
    origin = source.origin(query: query)
    flaw = source.flaw(head, query: group.lowerBound)
    isEdited = !isOriginal
    interventions = sentence.interventions
    self.basis = basis
  }

  /// The row of any query of the same sentence, in the same head.
  ///
  /// - Complexity: O(n · d).
  public func row(of query: Int, in sentence: Sentence) -> AttentionRow {
    query == row.query
      ? row
      : QueryRows(sentence, sentence.interventions, attention, sentence.head, query: query).shown
  }

  /// The row of the query in any head.
  ///
  /// - Complexity: O(n · d).
  public func row(in head: HeadID, of sentence: Sentence) -> AttentionRow {
    QueryRows(sentence, sentence.interventions, attention, head, query: sentence.query).shown
  }

  /// The same before anything was changed.
  ///
  /// - Complexity: O(n · d).
  public func originalRow(in head: HeadID, of sentence: Sentence) -> AttentionRow {
    QueryRows(
      sentence, sentence.original, sentence.source.original, head, query: sentence.query
    ).shown
  }

  /// Takes weights and blends that lie between those of `former`, where that is of the same tokens, and
  /// its own. Scores and words stay.
  ///
  /// - Parameter share: how much is its own, from 0 to 1.
  /// - Complexity: O(n + d).
  mutating func mix(with former: RowAnalysis, share: Double) {
    guard hasTokens(of: former) else { return }
    row = row.mixed(with: former.row, share: share)
    basis.row = original.mixed(with: former.original, share: share)
    blend = between(former.blend, blend, share: share)
    basis.blend = between(former.originalBlend, originalBlend, share: share)
    own = between(former.own, own, share: share)
    cosineToOwn = between(former.cosineToOwn, cosineToOwn, share: share)
  }

  /// Whether it is of the same sentence, with the same tokens shown.
  func hasTokens(of other: RowAnalysis) -> Bool {
    basis.sentence === other.basis.sentence && basis.layout == other.basis.layout
  }

  /// Whether it was read off the same state.
  func isSame(as other: RowAnalysis) -> Bool {
    hasTokens(of: other) && basis.query == other.basis.query && head == other.head
      && interventions == other.interventions
  }

  /// Whether it is of the query and the head where `sentence` stands.
  func isInPlace(for sentence: Sentence) -> Bool {
    basis.isInPlace(for: sentence)
  }

  /// Whether reading the same sentence again would give the same.
  func isCurrent(for sentence: Sentence) -> Bool {
    isInPlace(for: sentence) && interventions == sentence.interventions
  }
}

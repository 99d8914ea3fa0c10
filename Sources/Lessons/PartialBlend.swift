import AttentionCore
import Explorer
import Models

/// The blended vector of a query as it is summed up, term after term: the query's own first, so that
/// it is seen where the others take it.
public struct PartialBlend: Sendable {
  /// What the terms come to so far.
  public struct Total: Sendable {
    /// How many terms are added.
    public let count: Int
    /// Σ α·v over these, d numbers.
    public let sum: [Float]
    /// Σ α over these.
    public let weight: Double
    /// The words nearest to the sum; none where no words can be near it.
    public let nearest: [WordVectors.Neighbor]
  }

  /// The n keys in the order in which they are added.
  public let order: [Int]
  /// With the last term.
  public let total: Total
  /// Before it.
  public let before: Total
  /// Numbers that are large for the value vectors and for the blend, so that strips of them can be
  /// compared: all but one in fifty are below, since in word vectors the largest few are far larger
  /// than all others.
  public let valueScale, blendScale: Float

  private static let nearestCount = 5

  /// - Parameters:
  ///   - count: how many terms are added, from 0 to n.
  ///   - earlier: the same blend with other terms; what is the same is taken from it.
  /// - Complexity: O(n · d), and a search for the nearest words for each total that is not known.
  package init(_ explorer: Explorer, count: Int, earlier: PartialBlend? = nil) {
    let (sentence, analysis) = (explorer.sentence, explorer.analysis)
    let order =
      [sentence.query] + sentence.tokens.indices.filter { $0 != sentence.query }
    let total = { (count: Int) -> Total in
      if let known = [earlier?.total, earlier?.before].compactMap({ $0 }).first(where: {
        $0.count == count
      }) {
        return known
      }
      let added = Set(order.prefix(count))
      let weights = analysis.row.weights.enumerated().map { added.contains($0) ? $1 : 0 }
      let sum = blend(weights, of: analysis.values)
      let hasWords = sentence.source.readout == .blend && count > 0
      return Total(
        count: count, sum: sum, weight: weights.reduce(0, +),
        nearest: hasWords ? sentence.model.words.nearest(to: sum, count: Self.nearestCount) : [])
    }
    self.order = order
    self.total = total(count)
    before = total(max(0, count - 1))
    valueScale = earlier?.valueScale ?? Self.scale(analysis.values.elements)
    blendScale = earlier?.blendScale ?? Self.scale(analysis.blend)
  }

  private static func scale(_ numbers: [Float]) -> Float {
    let sizes = numbers.map(abs).sorted()
    return sizes.isEmpty ? 0 : sizes[(sizes.count - 1) * 49 / 50]
  }

  /// The key whose term was added last.
  public var last: Int? { total.count > 0 ? order[total.count - 1] : nil }

  /// Whether the term of `key` is added, or is the one that is being added.
  public func holds(_ key: Int) -> Bool { order.prefix(total.count).contains(key) }
}

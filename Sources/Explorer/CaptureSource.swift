import AttentionCore
import Scenes

/// The heads of a model that ran elsewhere: scores are the logarithms of the weights that were captured.
/// There are no values, and an edit makes its own row sum to 1 again and reaches nothing after it.
struct CaptureSource: AttentionSource {
  let kind = SourceKind.capture
  let hasHeads = true
  let shape: (layers: Int, heads: Int)
  let readout = Readout.none
  var isCausal: Bool { attention.capture.isCausal }
  var original: any Attention { attention }
  private let attention: CapturedAttention

  /// - Parameter interventions: what the sentence opens with.
  init(_ capture: Capture, interventions: Interventions) {
    shape = capture.shape
    attention = CapturedAttention(capture: capture, interventions: interventions)
  }

  func origin(query: Int) -> SourceKind { .capture }

  func flaw(_ head: HeadID, query: Int) -> String? {
    let capture = attention.capture
    guard capture.isAtHand(head) else {
      let percent = Int(100 * capture.share(inflatedFor: head))
      return "\(head) is being unpacked, since the file is compressed: \(percent) % so far"
    }
    return capture.flaw(head, query: query)
  }
}

/// What was captured, under interventions.
private struct CapturedAttention: Attention {
  let capture: Capture
  let interventions: Interventions

  func withInterventions(_ interventions: Interventions) -> any Attention {
    CapturedAttention(capture: capture, interventions: interventions)
  }

  func scores(_ head: HeadID, query: Int) -> [Double] {
    capture.isAtHand(head)
      ? capture.scores(head, query: query)
      : [Double](repeating: -.infinity, count: capture.count)
  }

  /// The file's own rows where nothing changes them, which is quicker than softmax of their logarithms.
  func weights(_ head: HeadID) -> [[Float]]? {
    guard capture.isAtHand(head) else {
      return [[Float]](
        repeating: [Float](repeating: 0, count: capture.count), count: capture.count)
    }
    let here = interventions.at(head)
    let changesAll = here.isCausal || here.temperature != .one
    var weights = changesAll ? [] : capture.weights(head)
    let queries =
      changesAll ? Array(0..<capture.count) : Array(Set(here.changes.keys.map(\.query))).sorted()
    for query in queries {
      let row = AttentionRow(
        query: query, original: scores(head, query: query), interventions: here
      ).weights.map(Float.init)
      if changesAll { weights.append(row) } else { weights[query] = row }
    }
    return weights
  }

  func values(_ head: HeadID) -> Matrix { Matrix(rows: capture.count, columns: 0) }

  func factors(_ head: HeadID, _ pair: Pair) -> ScoreFactors? { nil }

  func final(_ token: Int) -> [Float]? { nil }
}

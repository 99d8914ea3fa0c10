import AttentionCore

/// An edit of one score in some heads of a model.
public struct HeadEdit: Equatable, Sendable {
  /// Which score, and what is done to it.
  public let edit: Edit
  /// The layers it is done in, counted from 0; `nil` for all.
  public let layers: Set<Int>?
  /// The heads of those layers that it is done in, counted from 0; `nil` for all.
  public let heads: Set<Int>?

  /// `edit`, done in `heads` of `layers`.
  public init(_ edit: Edit, layers: Set<Int>? = nil, heads: Set<Int>? = nil) {
    self.edit = edit
    self.layers = layers
    self.heads = heads
  }

  fileprivate func reaches(layer: Int, head: Int) -> Bool {
    layers?.contains(layer) ?? true && heads?.contains(head) ?? true
  }
}

/// All that is done to the attention of a model on one sentence.
public struct AttentionEdits: Equatable, Sendable {
  /// The edits of scores; those of one score add up. Layers, heads and tokens that the model or the
  /// sentence does not have are passed over.
  public var edits: [HeadEdit]
  /// What every head's scores are divided by before softmax.
  public var temperature: Temperature
  /// Whether in every head a token sees only itself and what stands before it.
  public var isCausal: Bool

  /// These edits, temperature and causal mask; without arguments, nothing.
  public init(_ edits: [HeadEdit] = [], temperature: Temperature = .one, isCausal: Bool = false) {
    self.edits = edits
    self.temperature = temperature
    self.isCausal = isCausal
  }

  /// What is done to each of the `heads` of a layer.
  func adjustments(layer: Int, heads: Int) -> [Adjustments] {
    (0..<heads).map { head in
      var adjustments = Adjustments(temperature: temperature, isCausal: isCausal)
      for edit in edits where edit.reaches(layer: layer, head: head) {
        adjustments.apply(edit.edit)
      }
      return adjustments
    }
  }
}

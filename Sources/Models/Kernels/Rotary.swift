import Glibc

/// Rotary positions: each pair of numbers in a query or a key is turned by an angle that grows with the
/// token's place, the faster the earlier the pair. Source: Su et al., "RoFormer", 2021.
struct Rotary: Sendable {
  /// For each place a cosine and a sine for each pair.
  private let cosines: [Float]
  private let sines: [Float]
  private let pairs: Int
  /// Whether a pair stands side by side, as in .gguf files of Llama models, whose rows were put into
  /// this order; else it is a number of the first half with its partner in the second.
  private let isAdjacent: Bool
  private let layout: ProjectionLayout

  /// - Throws: that the configuration asks for another kind of it.
  init(
    _ configuration: ModelConfiguration, _ tensors: ModelTensors, _ shape: ModelShape
  ) throws(ModelFileError) {
    let (new, old) = (
      try configuration.nested("rope_parameters"), try configuration.nested("rope_scaling")
    )
    let settings = new ?? old ?? configuration
    guard shape.headSize % 2 == 0 else {
      throw configuration.error(
        "head_dim", "has heads of \(shape.headSize) numbers, which rotary positions can't pair")
    }
    let size = try configuration.optionalSize("rotary_size", most: 1 << 16) ?? shape.headSize
    let share = try settings.real("partial_rotary_factor", 1)
    guard size == shape.headSize, share == 1 else {
      throw configuration.error(
        "rotary_size", "turns only a part of each head by its place; only the whole can be read")
    }
    let base = try settings.real("rope_theta", configuration.real("rope_theta", 10_000))
    guard base.isFinite, base > 1 else {
      throw configuration.error("rope_theta", "its rope_theta should be a number above 1")
    }
    pairs = shape.headSize / 2
    var speeds = (0..<pairs).map { pair in
      Float(1 / pow(base, Double(Float(2 * pair) / Float(shape.headSize))))
    }
    let kind = try settings.text("rope_type", settings.text("type", "default"))
    switch kind {
    case "default", "none": break
    case "linear":
      let factor = try settings.positive("factor")
      speeds = speeds.map { $0 / factor }
    case "llama3": speeds = try Self.scaledAsLlama3(speeds, settings)
    default:
      throw settings.error(
        "rope_type",
        "has the rope_type \(kind); only default, linear and llama3 can be read")
    }
    if tensors.has("rope_freqs.weight") {
      speeds = zip(speeds, try tensors.vector("rope_freqs.weight", pairs)).map { $0 / $1 }
    }
    let angles = (0..<min(shape.positions, Transformer.mostTokens)).flatMap { place in
      speeds.map { Float(place) * $0 }
    }
    cosines = angles.map { cosf($0) }
    sines = angles.map { sinf($0) }
    isAdjacent = tensors.weights.areGGUF && configuration.modelType == "llama"
    layout = shape.projections
  }

  /// Slow turns are made slower still, so that far places stay in the range of near ones. Source: the
  /// transformers library.
  private static func scaledAsLlama3(
    _ speeds: [Float], _ settings: ModelConfiguration
  ) throws(ModelFileError) -> [Float] {
    let factor = try settings.positive("factor")
    let low = try settings.positive("low_freq_factor")
    let high = try settings.positive("high_freq_factor")
    let context = try settings.positive("original_max_position_embeddings")
    guard high > low else {
      throw settings.error(
        "high_freq_factor", "its high_freq_factor should be more than its low_freq_factor")
    }
    return speeds.map { speed in
      let length = 2 * Float.pi / speed
      if length > context / low { return speed / factor }
      if length < context / high { return speed }
      let smooth = (context / length - low) / (high - low)
      return (1 - smooth) * speed / factor + smooth * speed
    }
  }

  /// Turns the queries and keys of this member's part of `rows`, which are those of runs over a
  /// sentence of `tokens` tokens, one after the other.
  func apply(
    _ member: Team.Member, to projections: FloatTable, _ rows: Range<Int>, tokens: Int
  ) {
    let columns = (layout.heads + layout.keyValueHeads) * layout.headSize
    cosines.withUnsafeBufferPointer { cosines in
      sines.withUnsafeBufferPointer { sines in
        for place in member.slice(of: rows.count) {
          let row = rows.lowerBound + place
          let turn = row % tokens * pairs..<(row % tokens + 1) * pairs
          let (cosines, sines) = (
            UnsafeBufferPointer(rebasing: cosines[turn]), UnsafeBufferPointer(rebasing: sines[turn])
          )
          for column in stride(from: 0, to: columns, by: layout.headSize) {
            self.turn(projections.pointer(row: row, column: column), cosines, sines)
          }
        }
      }
    }
  }

  private func turn(
    _ vector: UnsafeMutablePointer<Float>, _ cosines: UnsafeBufferPointer<Float>,
    _ sines: UnsafeBufferPointer<Float>
  ) {
    let (apart, step) = isAdjacent ? (1, 2) : (pairs, 1)
    for pair in 0..<pairs {
      let (one, other) = (vector[pair * step], vector[pair * step + apart])
      vector[pair * step] = one * cosines[pair] - other * sines[pair]
      vector[pair * step + apart] = other * cosines[pair] + one * sines[pair]
    }
  }
}

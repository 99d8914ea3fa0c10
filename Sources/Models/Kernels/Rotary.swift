import Glibc

/// Rotary positions: each pair of numbers in a query or a key is turned by an angle that grows with the
/// token's place, the faster the earlier the pair. Source: Su et al., "RoFormer", 2021.
struct Rotary: Sendable {
  /// For each place a cosine and a sine for each pair.
  private let cosines: [Float]
  private let sines: [Float]
  private let pairs: Int
  /// How far apart the two of a pair stand, and how far a pair from the next.
  private let apart, step: Int
  private let layout: ProjectionLayout

  /// - Parameters:
  ///   - base: the entry with the base of the speeds, where those of rotary positions have none.
  ///   - part: the entry with the share of each head that is turned, and what it is where nothing is
  ///     said; `nil` for a family that turns all of it.
  /// - Throws: that the configuration asks for another kind of it.
  init(
    _ configuration: ModelConfiguration, _ tensors: ModelTensors, _ shape: ModelShape,
    base baseName: String = "rope_theta", part: (name: String, usual: Double)? = nil
  ) throws(ModelFileError) {
    let (new, old) = (
      try configuration.nested("rope_parameters"), try configuration.nested("rope_scaling")
    )
    // Where both are given, the transformers library goes by the older name.
    let settings = old ?? new ?? configuration
    for kind in ["full_attention", "sliding_attention"] where settings.has(kind) {
      throw settings.error(
        kind, "has rotary positions for each kind of layer; only one for all layers can be read")
    }
    var share = 1.0
    if let part { share = try configuration.real(part.name, part.usual) }
    share = try settings.real("partial_rotary_factor", share)
    guard (0...1).contains(share) else {
      throw settings.error(
        "partial_rotary_factor", "turns \(share) of each head by its place; that should be 0 to 1")
    }
    let size =
      try configuration.optionalSize("rotary_size", most: 1 << 16)
      ?? Int(Double(shape.headSize) * share)
    guard part != nil || size == shape.headSize else {
      throw configuration.error(
        "rotary_size",
        "turns only a part of each head by its place, which only models of the type gpt_neox do here"
      )
    }
    // A number without a partner is turned with the one behind it.
    pairs = (size + 1) / 2
    guard 2 * pairs <= shape.headSize else {
      throw configuration.error(
        "head_dim", "has heads of \(shape.headSize) numbers, which rotary positions can't pair")
    }
    let base = try settings.real("rope_theta", configuration.real(baseName, 10_000))
    guard base.isFinite, base > 1 else {
      throw configuration.error(baseName, "its rope_theta should be a number above 1")
    }
    var speeds = (0..<pairs).map { pair in
      Float(1 / pow(base, Double(Float(2 * pair) / Float(size))))
    }
    let kind = try settings.text("rope_type", settings.text("type", "default"))
    switch kind {
    case "default", "none": break
    case "linear":
      let factor = try settings.positive("factor")
      speeds = speeds.map { $0 / factor }
    case "llama3":
      speeds = try Self.scaledAsLlama3(speeds, settings, context: Double(shape.positions))
    default:
      throw settings.error(
        "rope_type",
        "has the rope_type \(kind)\(Self.needs[kind].map { ", which would need \($0)" } ?? ""); only "
          + "default, linear and llama3 can be read")
    }
    if tensors.has("rope_freqs.weight") {
      let factors = try tensors.vector("rope_freqs.weight", pairs)
      guard factors.allSatisfy({ $0 > 0 }) else {
        throw settings.error(
          "rope_type", "has rope_freqs.weight with numbers that are not above 0")
      }
      speeds = zip(speeds, factors).map { $0 / $1 }
    }
    let angles = (0..<min(shape.positions, Transformer.mostTokens)).flatMap { place in
      speeds.map { Float(place) * $0 }
    }
    cosines = angles.map { cosf($0) }
    sines = angles.map { sinf($0) }
    // .gguf files of Llama models have their rows in an order in which a pair stands side by side; else
    // it is a number of the first half with its partner in the second.
    let isAdjacent = tensors.weights.areGGUF && configuration.modelType == "llama"
    (apart, step) = isAdjacent ? (1, 2) : (pairs, 1)
    layout = shape.projections
  }

  /// What other scalings of rotary positions would need.
  private static let needs = [
    "yarn": "turns slowed down by parts and scores scaled with them",
    "dynamic": "turns that slow down with a sentence's length",
    "longrope": "two lists of factors, one for each length of a sentence",
    "su": "two lists of factors, one for each length of a sentence",
    "proportional": "turns of only some pairs, at the speeds of all",
  ]

  /// Slow turns are made slower still, so that far places stay in the range of near ones. Source: the
  /// transformers library.
  private static func scaledAsLlama3(
    _ speeds: [Float], _ settings: ModelConfiguration, context usual: Double
  ) throws(ModelFileError) -> [Float] {
    let factor = try settings.positive("factor")
    let low = try settings.positive("low_freq_factor")
    let high = try settings.positive("high_freq_factor")
    let context = try settings.positive("original_max_position_embeddings", usual)
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
    for pair in 0..<pairs {
      let (one, other) = (vector[pair * step], vector[pair * step + apart])
      vector[pair * step] = one * cosines[pair] - other * sines[pair]
      vector[pair * step + apart] = other * cosines[pair] + one * sines[pair]
    }
  }
}

import AttentionCore
import Synchronization

/// The network of a model, in single precision: it reads a sentence's token IDs and gives everything
/// that its heads compute on the way, with interventions applied: see `ForwardPass`.
public final class Transformer: Sendable {
  /// What config.json calls its family.
  public let type: String
  /// Its shape.
  public let shape: ModelShape
  let architecture: any Architecture
  /// The token that hides what stands in its place; `nil` where there is none.
  let mask: Int?
  private let isConverted = Mutex(false)
  private let outputIsConverted = Mutex(false)

  /// Opens the network in `folder`: config.json and the weights.
  ///
  /// All that can be wrong is found here; the weights are converted when the first sentence is read, those
  /// of the output layer when it is first asked for something, once, and kept. Of the embeddings only the
  /// rows of a sentence's tokens are ever read.
  ///
  /// - Throws: which of the files can't be read, or what is wrong with it.
  public convenience init(folder: String) throws(ModelFileError) {
    let configuration = try ModelConfiguration(path: folder + "/config.json")
    let weights = try configuration.architecture().named(
      ModelWeights(folder: folder), configuration)
    try self.init(configuration, weights)
  }

  /// The network of a model whose files are open.
  ///
  /// - Parameter mask: the token that hides what stands in its place.
  init(
    _ configuration: ModelConfiguration, _ weights: ModelWeights, mask: Int? = nil
  ) throws(ModelFileError) {
    self.mask = mask
    let family = try configuration.architecture()
    type = configuration.modelType
    architecture = try family.init(
      configuration, try ModelTensors(weights, with: family.tokenTable))
    shape = architecture.shape
  }

  /// What the model itself hides in a layer.
  func mask(_ layer: Int) -> ModelMask {
    ModelMask(isCausal: shape.isCausal, window: architecture.window(layer: layer))
  }

  /// What makes predictions of the last hidden states; `nil` where nothing does.
  var output: OutputLayer? { architecture.output }

  /// Whether the model says what comes next.
  public var predictsNext: Bool { output != nil && shape.isCausal && labels == nil }

  /// Whether it says what stands in the place of what is masked.
  public var fillsMasks: Bool { output != nil && !shape.isCausal && mask != nil && labels == nil }

  /// Whether it says one of these, or which label holds.
  public var predictsSomething: Bool { predictsNext || fillsMasks || labels != nil }

  /// What a model says at a token.
  public enum Prediction: Sendable {
    /// Which token comes after it.
    case next
    /// Which token stands in its place, since that is masked.
    case masked
    /// Which label the whole sentence has.
    case sentenceLabel
    /// Which label the token has.
    case tokenLabel
    /// A number that the whole sentence has, or several.
    case sentenceNumber
    /// A number that the token has, or several.
    case tokenNumber

    /// Whether numbers are said, which are no probabilities.
    public var isNumber: Bool { self == .sentenceNumber || self == .tokenNumber }
  }

  /// The labels of a classifier, or what it calls its numbers, in their order; `nil` where the model says
  /// something else.
  public var labels: [String]? { architecture.classifier?.labels }

  /// Whether these are numbers, which are no probabilities.
  public var saysNumbers: Bool { architecture.classifier?.reading == .numbers }

  /// What the model says at the token `id`; `nil` where it says nothing there.
  public func prediction(at id: Int) -> Prediction? {
    if let classifier = architecture.classifier {
      return switch (classifier.subject, classifier.reading) {
      case (.sentence, .numbers): .sentenceNumber
      case (.sentence, _): .sentenceLabel
      case (.token, .numbers): .tokenNumber
      case (.token, _): .tokenLabel
      }
    }
    return predictsNext ? .next : fillsMasks && id == mask ? .masked : nil
  }

  /// The token whose hidden state decides what is said at `token`, where something is.
  func reader(at token: Int, _ tokenIDs: [Int]) -> Int? {
    switch prediction(at: tokenIDs[token]) {
    case .sentenceLabel, .sentenceNumber: 0
    case .next, .masked, .tokenLabel, .tokenNumber: token
    case nil: nil
    }
  }

  /// What the classifier or the output layer makes of hidden states, for each its own; none where there
  /// is neither.
  func next(of hidden: [[Float]]) -> [NextTokens] {
    if let classifier = architecture.classifier { return hidden.map(classifier.classify) }
    guard let output, !hidden.isEmpty else { return [] }
    let rows = hidden.indices
    let read = readForOutput(hidden, output)
    let logits = FloatTable(rows: rows.count, columns: shape.vocabularySize)
    Team.shared.work { member in output.weights.apply(member, to: read, rows, into: logits) }
    return rows.map { NextTokens(logits: Array(logits[$0])) }
  }

  /// What the output layer multiplies with the vectors of words, made of a hidden state; empty where there
  /// is none.
  func readForWords(_ hidden: [Float]) -> [Float] {
    guard let output else { return [] }
    let table = readForOutput([hidden], output)
    return withExtendedLifetime(table) { Array(table[0]) }
  }

  private func readForOutput(_ hidden: [[Float]], _ output: OutputLayer) -> FloatTable {
    convert(output.linears, outputIsConverted)
    let rows = hidden.indices
    let states = FloatTable(rows: rows.count, columns: shape.hiddenSize)
    for (row, numbers) in hidden.enumerated() { _ = states[row].update(fromContentsOf: numbers) }
    let read = output.dense.map { FloatTable(rows: rows.count, columns: $0.outputs) } ?? states
    Team.shared.work { member in
      if let dense = output.dense {
        dense.apply(member, to: states, rows, into: read)
        member.barrier()
      }
      output.norm.apply(member, to: read, rows)
    }
    return read
  }

  private var linears: [Linear] { architecture.linears + (output?.linears ?? []) }

  /// Runs the network on `tokenIDs`. Interventions at layers, heads and tokens that are not there are
  /// passed over.
  ///
  /// - Parameters:
  ///   - tokenIDs: from 1 to `longestSentence` numbers, each at least 0 and below
  ///     `shape.vocabularySize`; others are a mistake of the caller and end the program.
  ///   - kinds: for each token the kind of sentence that it is of; none where all are of the first.
  /// - Complexity: for 6 layers of 384 on two processors, about 0.1 ms a token; the first sentence
  ///   takes the conversion of the weights more.
  public func read(
    _ tokenIDs: [Int], kinds: [Int] = [], interventions: Interventions = Interventions()
  ) -> ForwardPass {
    precondition(
      (1...longestSentence).contains(tokenIDs.count)
        && (kinds.isEmpty || kinds.count == tokenIDs.count && kinds.allSatisfy { $0 >= 0 }),
      "a sentence the model can read")
    convert(architecture.linears, isConverted)
    return ForwardPass(self, tokenIDs, kinds: kinds, interventions, after: nil)
  }

  /// How many tokens of a sentence are read at most. Of models with thousands of positions not all:
  /// a pass keeps some numbers for each token, and its time grows with their square.
  public var longestSentence: Int { min(shape.positions, Self.mostTokens) }
  static let mostTokens = 2048

  /// How many bytes the converted weights take.
  var weightsSize: Int { linears.reduce(0) { $0 + $1.size } }

  /// How many bytes it needs to convert the weights and to read the longest sentence: as it is, as it
  /// is edited, and while it is edited further.
  var memoryToRead: Int {
    let tokens = longestSentence
    let kept = shape.layers * (shape.projections.columns + shape.hiddenSize)
    let onTheWay = 4 * shape.hiddenSize + 2 * shape.feedForwardSize + 2 * tokens
    return weightsSize + tokens * (3 * kept + onTheWay) * MemoryLayout<Float>.stride
      + 6 * shape.layers * FloatTable.mostUnused
  }

  /// Finds out whether all weights of the layers are finite; opening them alone looks at small ones.
  ///
  /// - Throws: which number of which tensor is not.
  /// - Complexity: 0.5 ms for 21 MB of weights of 16 bits that are in memory.
  func checkFinite() throws(ModelFileError) {
    let tables = linears.flatMap(\.tables)
    let broken = Mutex<(table: Int, error: ModelFileError)?>(nil)
    Team.shared.work { member in
      for (index, table) in tables.enumerated() {
        do throws(ModelFileError) {
          try table.checkFinite(member.slice(of: table.count))
        } catch {
          broken.withLock { if index < $0?.table ?? .max { $0 = (index, error) } }
          return
        }
      }
    }
    if let error = broken.withLock(\.self)?.error { throw error }
  }

  private func convert(_ linears: [Linear], _ isConverted: borrowing Mutex<Bool>) {
    isConverted.withLock { isConverted in
      guard !isConverted else { return }
      for linear in linears { linear.allocate() }
      Team.shared.work { member in
        for linear in linears { linear.convert(member) }
      }
      for linear in linears { linear.releasePages() }
      isConverted = true
    }
  }

  /// Does all products of a pass over `count` tokens and nothing else: the linear layers, q · kᵀ and
  /// α · v. It is what a pass can't be faster than.
  ///
  /// - Parameter count: from 1 to `longestSentence`.
  public func multiplyAlone(_ count: Int) {
    let linears = architecture.linears
    convert(linears, isConverted)
    let room = { (columns: Int) in FloatTable(rows: count, columns: columns) }
    // One table for each width, as a pass has them.
    let widths = Set(linears.flatMap { [$0.inputs, $0.outputs] })
    let (sources, sinks) = (widths.map { ($0, room($0)) }, widths.map { ($0, room($0)) })
    let tables = (
      x: Dictionary(uniqueKeysWithValues: sources), sums: Dictionary(uniqueKeysWithValues: sinks)
    )
    let projections = room(shape.projections.columns)
    let attention = ScaledDotProductAttention(
      layout: shape.projections, projections: TokenRows(projections),
      mask: ModelMask(isCausal: shape.isCausal, window: nil), heads: [])
    let outputs = room(shape.heads * shape.headSize)
    let layers = shape.layers
    for table in tables.x.values { table[0..<count].update(repeating: 0.5) }
    projections[0..<count].update(repeating: 0.5)
    Team.shared.work { member in
      for linear in linears {
        guard let x = tables.x[linear.inputs], let sums = tables.sums[linear.outputs] else {
          continue
        }
        linear.apply(member, to: x, 0..<count, into: sums)
        member.barrier()
      }
      for _ in 0..<layers {
        attention.attend(member, 0..<count, into: outputs)
        member.barrier()
      }
    }
  }
}

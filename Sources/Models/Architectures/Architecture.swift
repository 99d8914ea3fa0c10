/// The shape of a transformer, as its configuration says.
public struct ModelShape: Equatable, Sendable {
  /// How many layers there are.
  public let layers: Int
  /// How many heads each layer has.
  public let heads: Int
  /// How many of them have keys and values of their own; the others share those of a neighbour.
  public let keyValueHeads: Int
  /// How many numbers a head's query, key and value vectors have.
  public let headSize: Int
  /// How many numbers a hidden state has.
  public let hiddenSize: Int
  /// How many numbers a token has within a layer's feed-forward part.
  public let feedForwardSize: Int
  /// How many token embeddings there are.
  public let vocabularySize: Int
  /// How many tokens a sentence can have.
  public let positions: Int
  /// Whether a token sees only itself and what stands before it.
  public let isCausal: Bool

  /// Where queries, keys and values stand in a row of projections.
  var projections: ProjectionLayout {
    ProjectionLayout(heads: heads, keyValueHeads: keyValueHeads, headSize: headSize)
  }
}

/// A family of transformers: its configuration, the names of its tensors, and the order of things in
/// a layer around attention, which is the same in all of them.
///
/// A new one is a file here and an entry in `architectures`. All functions work on the token rows in
/// `rows`; members of the team share the work out, and end at a barrier after what they wrote.
protocol Architecture: Sendable {
  /// What config.json calls models of this family.
  static var modelTypes: [String] { get }
  /// The name of the table that has a row for each token.
  static var tokenTable: String { get }
  /// What the table of the output layer is called, where it may stand for that of the tokens.
  static var tie: TokenTableTie { get }
  /// How .gguf files write models of this family; `nil` where they have none that can be read.
  static var gguf: GGUFNames? { get }

  /// Of which classes tokenizers of this model type are where no file says it.
  static func usualTokenizer(_ modelType: String) -> Tokenizer.Usual

  /// Reads the configuration, and opens the tensors that it asks for.
  ///
  /// - Throws: which entry, or which tensor, is wrong or missing, and what would be right.
  init(_ configuration: ModelConfiguration, _ tensors: ModelTensors) throws(ModelFileError)

  var shape: ModelShape { get }
  /// The layers' products with weights, which are converted before the first sentence is read.
  var linears: [Linear] { get }
  /// What makes predictions of the last hidden states; `nil` where nothing does.
  var output: OutputLayer? { get }
  /// What says which label holds; `nil` where nothing does.
  var classifier: Classifier? { get }
  /// What is added to scores for how far apart two tokens are; `nil` where nothing is.
  var scoreBias: RelativeBias? { get }
  /// What the outputs of a layer's heads go through before they are added to the hidden states.
  func attentionOutput(layer: Int) -> Linear
  /// Whether the hidden states are the sum of what all parts add; in others each layer normalizes them.
  var addsUp: Bool { get }
  /// How many tokens before it a token sees in a layer, itself included; `nil` where there is no bound.
  func window(layer: Int) -> Int?

  /// Writes the hidden states before the first layer.
  func embed(
    _ member: Team.Member, _ tokenIDs: [Int], _ rows: Range<Int>, into hidden: FloatTable)

  /// The same of tokens of several kinds of sentences, a number for each; none where all are of the
  /// first.
  func embed(
    _ member: Team.Member, _ tokenIDs: [Int], kinds: [Int], _ rows: Range<Int>,
    into hidden: FloatTable)

  /// Writes the queries, keys and values of `layer` for the hidden states before it.
  func project(
    _ member: Team.Member, layer: Int, _ rows: Range<Int>, of hidden: FloatTable,
    into projections: FloatTable, _ room: LayerRoom)

  /// Writes the hidden states after `layer`, given those before it and the outputs of its heads.
  func finish(
    _ member: Team.Member, layer: Int, _ rows: Range<Int>, headOutputs: FloatTable,
    of hidden: FloatTable, into next: FloatTable, _ room: LayerRoom)
}

extension Architecture {
  static var gguf: GGUFNames? { nil }
  var output: OutputLayer? { nil }
  var classifier: Classifier? { nil }

  /// A model that tells no kinds apart.
  func embed(
    _ member: Team.Member, _ tokenIDs: [Int], kinds: [Int], _ rows: Range<Int>,
    into hidden: FloatTable
  ) {
    embed(member, tokenIDs, rows, into: hidden)
  }

  var scoreBias: RelativeBias? { nil }
  func window(layer: Int) -> Int? { nil }
  var addsUp: Bool { true }
}

/// Room for what is needed only on the way through a layer, for the tokens that are computed.
struct LayerRoom: Sendable {
  /// Rows of a hidden state.
  let attended: FloatTable
  /// Rows of a hidden state, normalized.
  let normed: FloatTable
  /// Rows of the feed-forward part.
  let expanded: FloatTable
  /// Rows of what gates it.
  let gates: FloatTable
  /// How many tokens the sentence has: further rows are those of another run over it, from its first
  /// token on again.
  let tokens: Int

  init(_ rows: Range<Int>, _ shape: ModelShape, tokens: Int? = nil) {
    self.tokens = tokens ?? rows.upperBound
    attended = FloatTable(rows, columns: shape.hiddenSize)
    normed = FloatTable(rows, columns: shape.hiddenSize)
    expanded = FloatTable(rows, columns: shape.feedForwardSize)
    gates = FloatTable(rows, columns: shape.feedForwardSize)
  }
}

/// Every family that can be read.
let architectures: [any Architecture.Type] = [
  Bert.self, DistilBert.self, Roberta.self, Electra.self, MPNet.self, GPT2.self, GPTNeoX.self,
  Llama.self,
]

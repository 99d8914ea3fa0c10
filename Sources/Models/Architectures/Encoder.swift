import AttentionCore
import Synchronization

/// A BERT model's encoder, in single precision.
///
/// It reads a sentence's pieces and gives everything that its heads compute on the way, with edits
/// of their scores applied: see `ForwardPass`. Source: Devlin et al., "BERT: Pre-training of Deep
/// Bidirectional Transformers", 2018, as the transformers library computes it.
public final class Encoder: Sendable {
  /// The shape of the model.
  public let configuration: ModelConfiguration
  private let embeddings: Embeddings
  private let layers: [EncoderLayer]
  private let isConverted = Mutex(false)

  /// Opens the model in `folder`: config.json and model.safetensors.
  ///
  /// All that can be wrong is found here; the weights of the layers are made into `Float` when the
  /// first sentence is read, once, and kept. Of the embeddings only the rows of a sentence's pieces
  /// are ever read.
  ///
  /// - Throws: which of the files can't be read, or what is wrong with it.
  public init(folder: String) throws(ModelFileError) {
    let configuration = try ModelConfiguration(path: folder + "/config.json")
    let tensors = try EncoderTensors(path: folder + "/model.safetensors")
    self.configuration = configuration
    embeddings = try Embeddings(tensors, configuration)
    var layers: [EncoderLayer] = []
    for index in 0..<configuration.layers {
      layers.append(try EncoderLayer(index, tensors, configuration))
    }
    self.layers = layers
  }

  /// Runs the model on `pieces`, the numbers of a sentence's tokens in the vocabulary. Edits of
  /// layers, heads and tokens that are not there are passed over.
  ///
  /// - Parameter pieces: from 1 to `configuration.positions` numbers, each at least 0 and below
  ///   `configuration.vocabularySize`; others are a mistake of the caller and end the program.
  /// - Complexity: for 6 layers of 384 on two processors, about 0.2 ms a token; the first sentence
  ///   takes the conversion of the weights more, and 43 MB.
  public func read(_ pieces: [Int], interventions: Interventions = Interventions()) -> ForwardPass {
    precondition(
      (1...configuration.positions).contains(pieces.count), "a sentence the model can read")
    convert()
    return pass(pieces, interventions, after: nil)
  }

  private func convert() {
    isConverted.withLock { isConverted in
      guard !isConverted else { return }
      let products = layers.flatMap(\.products)
      Team.work(most: .max) { member in
        for product in products { product.convert(member) }
      }
      for product in products { product.releasePages() }
      isConverted = true
    }
  }

  /// A pass that takes from `earlier`, over the same pieces, what comes before the first layer to
  /// which `interventions` do something else.
  func pass(
    _ pieces: [Int], _ interventions: Interventions, after earlier: ForwardPass?
  ) -> ForwardPass {
    let adjusted = layers.indices.map { layer in
      (0..<configuration.heads).map { interventions.at(HeadID(layer: layer, index: $0)) }
    }
    let known = earlier?.layers ?? []
    let same = zip(known, adjusted).prefix { $0.interventions == $1 }.count
    var results = Array(known.prefix(same))
    for index in same..<layers.count {
      // The first layer that differs still reads the same vectors.
      let first = index == same ? known.dropFirst(same).first : nil
      results.append(layers[index].room(for: pieces.count, adjusted[index], first))
    }
    let pass = ForwardPass(
      encoder: self, pieces: pieces, interventions: interventions,
      embedded: earlier?.embedded
        ?? FloatTable(rows: pieces.count, columns: configuration.hiddenSize),
      layers: results)
    if same < layers.count { fill(pass, from: same, isNew: earlier == nil) }
    return pass
  }

  /// Each thread does some of the tokens; only attention looks at those of the others.
  private func fill(_ pass: ForwardPass, from first: Int, isNew: Bool) {
    Team.work(most: max(1, pass.pieces.count / Self.tokensWorthAThread)) { member in
      let tokens = member.share(of: pass.pieces.count)
      let scratch = EncoderLayer.Scratch(count: tokens.count, configuration)
      if isNew {
        for token in tokens {
          embeddings.embed(pass.pieces[token], at: token, into: pass.embedded[token])
        }
      }
      for index in first..<layers.count {
        let hidden = index == 0 ? pass.embedded : pass.layers[index - 1].hidden
        if index > first || isNew {
          layers[index].project(tokens, of: hidden, into: pass.layers[index])
          member.meet()
        }
        layers[index].attend(tokens, of: hidden, into: pass.layers[index], with: scratch)
      }
    }
  }

  private static let tokensWorthAThread = 4
}

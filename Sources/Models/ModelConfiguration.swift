import FoundationEssentials

/// What a BERT model's config.json says of its shape.
public struct ModelConfiguration: Equatable, Sendable {
  /// How many numbers a hidden vector has.
  public let hiddenSize: Int
  /// How many layers there are.
  public let layers: Int
  /// How many heads each layer has.
  public let heads: Int
  /// How many numbers each token has within a layer's feed-forward part.
  public let intermediateSize: Int
  /// How many word embeddings there are.
  public let vocabularySize: Int
  /// How many tokens a sentence can have.
  public let positions: Int
  /// How many kinds of sentence are told apart; every sentence here is of the first.
  public let sentenceTypes: Int
  /// What layer normalization adds to the variance.
  public let normalizationEpsilon: Float
  /// The function within the feed-forward parts.
  public let activation: Activation

  /// How many numbers a head's query, key and value vectors have.
  public var headSize: Int { hiddenSize / heads }

  /// No configuration is near as many bytes.
  private static let longest = 10_000_000

  /// Reads the config.json at `path`.
  ///
  /// - Throws: why the file can't be read, that it is of another kind of model, or which of its
  ///   entries is wrong and what would be right.
  public init(path: String) throws(ModelFileError) {
    let file = try MappedFile(path: path, atMost: Self.longest)
    do {
      self = try JSONDecoder().decode(Entries.self, from: Data(file.bytes)).configuration
    } catch let problem as Problem {
      throw ModelFileError(file: path, reason: problem.reason)
    } catch {
      throw ModelFileError(file: path, reason: "is not a JSON object")
    }
  }

  fileprivate init(_ entries: KeyedDecodingContainer<Entries.Name>) throws(Problem) {
    let kind = try entries.text("model_type")
    guard kind == "bert" else {
      throw Problem(reason: "is of a \(kind) model; only models of the type bert can be read")
    }
    let positioning = try entries.text("position_embedding_type", unlessGiven: "absolute")
    guard positioning == "absolute" else {
      throw Problem(
        reason: "has the position_embedding_type \(positioning); only absolute can be read")
    }
    guard try !entries.flag("is_decoder") else {
      throw Problem(
        reason: "has is_decoder true; only encoders, whose tokens see the whole sentence, can be "
          + "read")
    }
    guard try !entries.flag("add_cross_attention") else {
      throw Problem(
        reason: "has add_cross_attention true; only models that read one sentence alone can be "
          + "read")
    }
    hiddenSize = try entries.size("hidden_size", most: 1 << 16)
    layers = try entries.size("num_hidden_layers", most: 1 << 10)
    heads = try entries.size("num_attention_heads", most: hiddenSize)
    guard hiddenSize % heads == 0 else {
      throw Problem(
        reason: "its hidden_size \(hiddenSize) is not a multiple of its num_attention_heads "
          + "\(heads)")
    }
    intermediateSize = try entries.size("intermediate_size", most: 1 << 18)
    vocabularySize = try entries.size("vocab_size", most: 1 << 24)
    positions = try entries.size("max_position_embeddings", most: 1 << 16)
    sentenceTypes = try entries.size("type_vocab_size", most: 1 << 10)
    normalizationEpsilon = try entries.epsilon("layer_norm_eps")
    let name = try entries.text("hidden_act")
    guard let activation = Activation(rawValue: name) else {
      let known = Activation.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(reason: "has the unknown hidden_act \(name); known are \(known)")
    }
    self.activation = activation
  }
}

/// What is wrong with the file, before its path is added.
private struct Problem: Error {
  let reason: String
}

private struct Entries: Decodable {
  let configuration: ModelConfiguration

  init(from decoder: any Decoder) throws {
    configuration = try ModelConfiguration(decoder.container(keyedBy: Name.self))
  }

  struct Name: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init(stringLiteral value: String) { stringValue = value }
    init?(intValue: Int) { nil }
  }
}

extension KeyedDecodingContainer<Entries.Name> {
  fileprivate func size(_ name: Key, most: Int) throws(Problem) -> Int {
    guard let size = try? decode(Int.self, forKey: name), (1...most).contains(size) else {
      throw Problem(
        reason: "its \(name.stringValue) should be a whole number from 1 to \(most)")
    }
    return size
  }

  fileprivate func epsilon(_ name: Key) throws(Problem) -> Float {
    guard let number = try? decode(Float.self, forKey: name), (0...1).contains(number) else {
      throw Problem(reason: "its \(name.stringValue) should be a number from 0 to 1")
    }
    return number
  }

  fileprivate func text(_ name: Key, unlessGiven usual: String? = nil) throws(Problem) -> String {
    if let usual, !contains(name) { return usual }
    guard let text = try? decode(String.self, forKey: name) else {
      throw Problem(reason: "its \(name.stringValue) should be a text")
    }
    return text
  }

  fileprivate func flag(_ name: Key) throws(Problem) -> Bool {
    guard contains(name) else { return false }
    guard let flag = try? decode(Bool.self, forKey: name) else {
      throw Problem(reason: "its \(name.stringValue) should be true or false")
    }
    return flag
  }
}

/// A model that is there, and whether it can be opened. Nothing of its weights is read.
public struct FoundModel: Equatable, Sendable {
  /// The name to open it by.
  public let name: String
  /// What its config.json calls its family; `nil`, as all that follows, where that does not say it.
  public private(set) var type: String?
  /// How many layers it has.
  public private(set) var layers: Int?
  /// How many heads each layer has.
  public private(set) var heads: Int?
  /// How many numbers a hidden state has.
  public private(set) var hiddenSize: Int?
  /// How many bytes its files take.
  public let bytes: Int
  /// Why it can't be opened; `nil` where it can.
  public private(set) var problem: ModelFileError?

  /// The models that come with the program.
  ///
  /// - Parameter bundled: the names of each, the one to show first, and its folder.
  public static func bundled(_ bundled: [(names: [String], folder: String)]) -> [FoundModel] {
    bundled.map { FoundModel(name: $0.names.first ?? $0.folder, place: $0.folder) { $0 } }
  }

  /// The models in the Hugging Face cache (see `ModelFolder`), by name.
  ///
  /// - Returns: the cache's folder too; `nil` where the environment says of no cache.
  /// - Complexity: 2 ms for a BERT with a vocab.txt, whatever its size.
  public static func cached(
    environment: [String: String]
  ) -> (cache: String, models: [FoundModel])? {
    guard let (cache, models) = ModelFolder.cached(environment: environment) else { return nil }
    return (
      cache,
      models.map { name, entry in
        FoundModel(name: name, place: entry) { entry throws(ModelFileError) in
          try ModelFolder.snapshot(in: entry)
        }
      }
    )
  }

  /// The model whose files are in `place`, and whose folder `folder` finds there.
  private init(
    name: String, place: String, folder: (String) throws(ModelFileError) -> String
  ) {
    self.name = name
    bytes = size(ofFolder: place)
    do throws(ModelFileError) {
      let folder = try folder(place)
      if let configuration = try? ModelConfiguration(path: folder + "/config.json") {
        type = configuration.modelType
        layers = configuration.number("num_hidden_layers", "n_layer", "n_layers", "num_layers")
        heads = configuration.number("num_attention_heads", "n_head", "n_heads", "num_heads")
        hiddenSize = configuration.number("hidden_size", "n_embd", "dim", "d_model")
      }
      let model = try LanguageModel(unreadIn: folder)
      (layers, heads, hiddenSize) = (
        model.shape.layers, model.shape.heads, model.shape.hiddenSize
      )
    } catch {
      problem = error
    }
  }
}

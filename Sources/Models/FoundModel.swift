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
  /// How many bytes of memory its weights take once a sentence is read.
  public private(set) var memory: Int?
  /// Whether it says what comes next.
  public private(set) var predictsNext = false
  /// Whether it says what stands in the place of what is masked.
  public private(set) var fillsMasks = false
  /// The labels that it tells apart; `nil` where it is no classifier.
  public private(set) var labels: [String]?
  /// Whether these are numbers that it says.
  public private(set) var saysNumbers = false
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

  /// The .gguf files in the cache of llama.cpp, the folder `LLAMA_CACHE`, else `llama.cpp` in
  /// `XDG_CACHE_HOME` or in `~/.cache`.
  ///
  /// - Returns: the cache's folder too; `nil` where there is none.
  public static func cachedByLlamaCpp(
    environment: [String: String]
  ) -> (cache: String, models: [FoundModel])? {
    guard let cache = llamaCppCache(environment.filter { !$0.value.isEmpty }) else { return nil }
    let files = names(in: cache).filter { $0.lowercased().hasSuffix(".gguf") }
    return (cache, files.map { name in FoundModel(name: name, place: cache + "/" + name) { $0 } })
  }

  private static func llamaCppCache(_ variables: [String: String]) -> String? {
    let cache =
      variables["LLAMA_CACHE"] ?? variables["XDG_CACHE_HOME"].map { $0 + "/llama.cpp" }
      ?? variables["HOME"].map { $0 + "/.cache/llama.cpp" }
    return cache.flatMap { FileStatus(of: $0) == .folder ? $0 : nil }
  }

  /// The path of the .gguf file called `name` in that cache, where it is there.
  static func llamaCppFile(_ name: String, _ variables: [String: String]) -> String? {
    guard name.lowercased().hasSuffix(".gguf"), !name.contains("/"),
      let cache = llamaCppCache(variables), FileStatus(of: cache + "/" + name) == .other
    else { return nil }
    return cache + "/" + name
  }

  /// The model whose files are in `place`, and whose folder `folder` finds there.
  private init(
    name: String, place: String, folder: (String) throws(ModelFileError) -> String
  ) {
    self.name = name
    bytes = FileStatus(of: place) == .folder ? size(ofFolder: place) : size(ofFile: place)
    do throws(ModelFileError) {
      let folder = try folder(place)
      let configuration =
        GGUF.isFile(folder)
        ? try? ModelConfiguration(GGUF(path: folder))
        : try? ModelConfiguration(path: folder + "/config.json")
      if let configuration {
        type = configuration.modelType
        layers = configuration.number("num_hidden_layers", "n_layer", "n_layers", "num_layers")
        heads = configuration.number("num_attention_heads", "n_head", "n_heads", "num_heads")
        hiddenSize = configuration.number("hidden_size", "n_embd", "dim", "d_model")
      }
      let model = try LanguageModel(unreadIn: folder)
      type = model.transformer.type
      memory = model.memory
      predictsNext = model.transformer.predictsNext
      fillsMasks = model.transformer.fillsMasks
      labels = model.transformer.labels
      saysNumbers = model.transformer.saysNumbers
      (layers, heads, hiddenSize) = (
        model.shape.layers, model.shape.heads, model.shape.hiddenSize
      )
    } catch {
      problem = error
    }
  }
}

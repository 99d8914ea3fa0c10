import FoundationEssentials

/// The files that come with the program: the bundled model and the built-in sentences.
///
/// They are looked for beside the program first and in the source folder last, so that a build
/// folder, an installed copy and a link to either find the same files.
public enum Resources {
  /// The folder of the model that reads sentences where none is asked for: config.json, vocab.txt, model.safetensors.
  public static var model: String { folder + "/Models/all-MiniLM-L6-v2" }

  /// The file of the bundled language model, which is opened only when it is asked for.
  public static var languageModel: String {
    folder + "/Models/SmolLM2-135M-Instruct/SmolLM2-135M-Instruct.Q4_1.gguf"
  }

  /// The models that come with the program: the names for each, the one to show first, and its folder
  /// or file.
  public static var models: [(names: [String], folder: String)] {
    [
      (
        names: ["all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2", "minilm"],
        folder: model
      ),
      (
        names: ["SmolLM2-135M-Instruct", "HuggingFaceTB/SmolLM2-135M-Instruct", "smollm2"],
        folder: languageModel
      ),
    ]
  }

  /// The folder of the sentence files that open when none is given.
  public static var sentences: String { folder + "/Sentences" }

  /// English words that hold a sentence together, and pronouns, each a list of words between blanks.
  public static var functionWords: String { folder + "/function-words.txt" }
  /// The pronouns, which stand for something and are listed apart.
  public static var pronouns: String { folder + "/pronouns.txt" }

  /// The folder of the lesson's chapters.
  public static var lesson: String { folder + "/Lesson" }

  /// Where the resources are: `PREFIX/share/attnviz` for a program in `PREFIX/bin`, a folder
  /// `Resources` beside the program or in one of the folders above it, or the source folder.
  public static let folder: String = {
    let program =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments.first ?? ""
    var candidates: [String] = []
    var above = parent(of: program)
    candidates.append(parent(of: above) + "/share/attnviz")
    while !above.isEmpty {
      candidates.append(above + "/Resources")
      above = parent(of: above)
    }
    let source = parent(of: #filePath)
    return candidates.first { FileManager.default.fileExists(atPath: $0 + "/Models") } ?? source
  }()

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}

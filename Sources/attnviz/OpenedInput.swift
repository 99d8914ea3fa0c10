import Explorer
import FoundationEssentials
import Glibc
import Models
import Resources
import Scenes
import Text

/// What the command line asked to open, open.
struct OpenedInput {
  /// At least one.
  let scenes: PreparedScenes

  /// - Throws: `Failure` where nothing opens, or not as asked.
  init(_ input: InputOptions) throws {
    let reading = try Self.read(input)
    // What no model can mend is told at once.
    if reading.entries.isEmpty { throw Self.nothingOpens(reading.problems) }
    let models = try Self.models(
      input, needsNumbers: !reading.entries.allSatisfy { $0.scene.capture != nil })
    scenes = PreparedScenes(
      reading, options: input.opening, models: models, areBuiltIn: input.readsBuiltIn)
    // Of the built-in sentences those open that have the tokens which the options name.
    if let misfit = scenes.misfits.first, !input.readsBuiltIn || scenes.count == 0 {
      throw Failure(.badUsage, misfit.description)
    }
    if scenes.count == 0 { throw Self.nothingOpens(scenes.problems) }
  }

  /// The sentences, of which the first is shown.
  ///
  /// - Throws: `Failure` where its model can't be opened.
  var sentences: OpenSentences {
    get throws {
      do {
        if let sentences = try OpenSentences(scenes) { return sentences }
      } catch {
        throw Failure(.unreadable, error.description)
      }
      throw Self.nothingOpens(scenes.problems)
    }
  }

  /// The first of them, with the activations that it patches.
  ///
  /// - Throws: `Failure` where its model can't be opened.
  var firstSentence: Sentence {
    get throws {
      var scenes = scenes
      do {
        return Sentence(try scenes.scene(at: 0))
      } catch {
        throw Failure(.unreadable, error.description)
      }
    }
  }

  private static func nothingOpens(_ problems: [Problem]) -> Failure {
    let isUnreadable = problems.allSatisfy { $0.kind == .unreadable }
    return Failure(
      isUnreadable ? .unreadable : .badContent, messages: problems.map(\.description))
  }

  /// - Parameter needsNumbers: whether a model reads any of the sentences; what nobody may ever look at is
  ///   not looked through in the model that comes with the program.
  private static func models(_ input: InputOptions, needsNumbers: Bool) throws -> OpenModels {
    let environment = ProcessInfo.processInfo.environment
    do {
      let folder =
        try input.model.map {
          try ModelFolder.find($0, environment: environment, bundled: Resources.models)
        } ?? Resources.model
      return OpenModels(
        try LanguageModel(
          folder: folder, named: input.model, looksThrough: needsNumbers || input.model != nil),
        chosen: input.model.map { ModelReference($0) }, environment: environment,
        bundled: Resources.models,
        patterns: PatternsFolder(path: PatternsFolder.path(environment: environment)))
    } catch {
      throw Failure(.unreadable, "\(error)")
    }
  }

  /// The tokens that a text may have: those of the model, and its words.
  private static func tokens(of text: String, _ input: InputOptions) throws -> [[String]] {
    let model = try models(input, needsNumbers: false).standard
    return [
      model.tokenizer.encode(text).map(\.token),
      text.split(whereSeparator: \.isWhitespace).map(String.init),
    ]
  }

  private static func read(_ input: InputOptions) throws -> FileReading {
    var reading = FileReading()
    // What is no UTF-8 stands for itself in the name of a file alone.
    var options = input.reading
    let hasCapture = input.files.contains { SentenceFile.isCapture(path: $0) }
    if let sentence = input.sentence.map({ String(decoding: $0.losslessBytes, as: UTF8.self) }) {
      // Beside a capture it says which text that is of.
      if hasCapture { options.captured = try Self.tokens(of: sentence, input) }
      do {
        if !hasCapture { reading = FileReading(try Scene(sentence: sentence), named: "--sentence") }
      } catch {
        throw Failure(.badContent, "--sentence: \(error.description)")
      }
    }
    for file in input.files {
      reading.append(
        file == "-"
          ? SentenceFile.readStandardInput(options: input.reading)
          : SentenceFile.read(path: file, options: options))
    }
    if input.readsBuiltIn { return SentenceFile.read(folder: Resources.sentences) }
    return input.namesNothing ? SentenceFile.readStandardInput(options: input.reading) : reading
  }
}

extension InputOptions {
  /// What is opened, as a person would name it.
  var name: String {
    let model = model.map { " with \($0)" } ?? ""
    if let sentence, files.isEmpty { return quoted(sentence) + model }
    let pipe = "what is piped in"
    switch files.count {
    case 0: return (Self.inputIsPiped ? pipe : "the built-in sentences") + model
    case 1: return (files[0] == "-" ? pipe : files[0]) + model
    default: return "\(files.count) files" + model
    }
  }

  /// Whether neither a file nor a sentence is named.
  fileprivate var namesNothing: Bool { sentence == nil && files.isEmpty }

  /// Whether the built-in sentences are to open.
  fileprivate var readsBuiltIn: Bool { namesNothing && !Self.inputIsPiped }

  /// Whether somebody feeds text to standard input: a pipe, a file or a socket, but no terminal
  /// and no /dev/null.
  private static var inputIsPiped: Bool {
    var status = stat()
    guard fstat(STDIN_FILENO, &status) == 0 else { return false }
    return [S_IFIFO, S_IFREG, S_IFSOCK].contains(status.st_mode & S_IFMT)
  }
}

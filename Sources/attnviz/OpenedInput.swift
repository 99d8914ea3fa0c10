import Explorer
import FoundationEssentials
import Glibc
import Models
import Resources
import Scenes

/// What the command line asked to open, open.
struct OpenedInput {
  let sentences: OpenSentences
  let scenes: [Scene]
  let problems: [Problem]
  let model: LanguageModel

  /// - Throws: `Failure` where nothing opens, or not as asked.
  init(_ input: InputOptions) throws {
    var reading = try Self.read(input)
    let options = input.opening
    // Of the built-in sentences those open that have the tokens which the options name.
    do {
      model = try LanguageModel(
        folder: try input.model.map {
          try ModelFolder.find($0, environment: ProcessInfo.processInfo.environment)
        } ?? Resources.model,
        name: input.model?.split(separator: "/").last.map(String.init))
    } catch {
      throw Failure(.unreadable, "\(error)")
    }
    let model = model
    reading.refuse { OpeningOptions.flaw(of: $0, model: model) }
    let fitting =
      input.readsBuiltIn ? reading.scenes.filter { options.fits($0, model: model) } : []
    scenes = fitting.isEmpty ? reading.scenes : fitting
    problems = reading.problems
    do {
      guard let sentences = try OpenSentences(scenes, options: input.opening, model: model) else {
        let isUnreadable = problems.allSatisfy { $0.kind == .unreadable }
        throw Failure(
          isUnreadable ? .unreadable : .badContent, messages: problems.map(\.description))
      }
      self.sentences = sentences
    } catch let error as OpeningError {
      throw Failure(.badUsage, error.description)
    }
  }

  private static func read(_ input: InputOptions) throws -> FileReading {
    var reading = FileReading()
    if let sentence = input.sentence {
      do {
        reading = FileReading(try Scene(sentence: sentence), named: "--sentence")
      } catch {
        throw Failure(.badContent, "--sentence: \(error.description)")
      }
    }
    for file in input.files {
      reading.append(
        file == "-" ? SentenceFile.readStandardInput() : SentenceFile.read(path: file))
    }
    if input.readsBuiltIn { return SentenceFile.read(folder: Resources.sentences) }
    return input.namesNothing ? SentenceFile.readStandardInput() : reading
  }
}

extension InputOptions {
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

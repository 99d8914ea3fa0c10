import ArgumentParser
import Explorer
import FoundationEssentials
import Models
import Resources

/// `attnviz lesson`: the lesson on attention as weighted averaging, or one of a teacher's own.
struct Learn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Learn attention by doing: from a weighted average to the heads of a model.",
    subcommands: [PlayLesson.self, CheckLesson.self],
    defaultSubcommand: PlayLesson.self)

  /// What reads the sentences of lessons.
  ///
  /// - Throws: `Failure` where there is no model.
  static func models() throws -> OpenModels {
    do {
      return OpenModels(
        try LanguageModel(folder: Resources.model),
        environment: ProcessInfo.processInfo.environment, bundled: Resources.models)
    } catch {
      throw Failure(.unreadable, "\(error)")
    }
  }
}

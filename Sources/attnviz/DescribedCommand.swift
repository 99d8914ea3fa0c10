import ArgumentParser

/// The program as its manual page is told of it: what explores and what plays the lesson is said there
/// without a command, which the parser takes but does not describe.
struct DescribedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Attnviz.configuration.commandName,
    abstract: Explore.configuration.abstract,
    discussion: Explore.configuration.discussion,
    version: Attnviz.configuration.version,
    subcommands: [Print.self, DescribedLesson.self, ListModels.self])

  @OptionGroup var input: InputOptions

  /// Whether `words` ask for a description.
  static func isAsked(by words: [String]) -> Bool { words.first == "--experimental-dump-help" }
}

/// The same of `attnviz lesson`.
struct DescribedLesson: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Learn.configuration.commandName,
    abstract: Learn.configuration.abstract,
    discussion: PlayLesson.configuration.discussion,
    subcommands: [CheckLesson.self])

  @OptionGroup var play: PlayLesson
}

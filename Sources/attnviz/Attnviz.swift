import ArgumentParser

/// The program: explores unless it is asked to print.
struct Attnviz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attnviz",
    abstract: Explore.configuration.abstract,
    version: "attnviz 0.1.0",
    subcommands: [Explore.self, Print.self, Learn.self, ListModels.self],
    defaultSubcommand: Explore.self)
}

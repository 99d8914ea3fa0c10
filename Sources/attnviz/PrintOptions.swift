import ArgumentParser

/// How `attnviz print` prints, and which rows.
struct PrintOptions: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Option(help: "How to print; text for a person where it is left out.")
  var format: Format?

  @Flag(help: "Print the row of every token, not of the query alone.")
  var allQueries = false

  @Flag(
    help: "Print the row in every head, not in the one shown alone; without --layer and --head.")
  var allHeads = false

  /// Those that were given, as they are written.
  var given: [String] {
    (format.map { ["--format \($0.rawValue)"] } ?? []) + (allQueries ? ["--all-queries"] : [])
      + (allHeads ? ["--all-heads"] : [])
  }
}

import Canvas
import ArgumentParser
import Explorer
import Export
import Screen
import Views
import Text

/// `attnviz print`: the same numbers without a screen, or the screen as a picture.
struct Print: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, ansi, svg, html

    /// `nil` where numbers are printed.
    var picture: PictureFormat? { self == .text ? nil : PictureFormat(rawValue: rawValue) }

    /// What the ending of `path` stands for.
    init?(path: String) {
      let format = PictureFormat(path: path).flatMap { Self(rawValue: $0.rawValue) }
      guard let format = path.lowercased().hasSuffix(".json") ? .json : format else { return nil }
      self = format
    }
  }

  static let configuration = CommandConfiguration(
    abstract: "Print weights, blended vectors and nearest words instead of exploring them.",
    discussion: """
      As ansi, svg or html it prints the screen with which attnviz would begin, as a picture; of \
      several sentences that is the first one.
      """)

  @OptionGroup var input: InputOptions

  @Option(
    help: """
      How to print; without it the ending of the output's name says it (.txt, .json, .ansi, .svg, \
      .html), or else it is text.
      """)
  var format: Format?

  @Option(
    help: ArgumentHelp(
      "The view in the picture: \(viewNames).", valueName: "name"), transform: readView)
  var view: Int?

  @Option(
    help: ArgumentHelp(
      "The picture's columns and lines, 80x24 where it is left out.", valueName: "colsxrows"),
    transform: readSize)
  var size: Size?

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("The file to print to; what is there is replaced.", valueName: "file"),
    completion: .file())
  var path: String?

  @Flag(help: "Print the row of every token, not of the query alone.")
  var allQueries = false

  @Flag(help: "Print the row in every head, not in the one shown alone.")
  var allHeads = false

  func validate() throws {
    if chosenFormat.picture == nil, view != nil || size != nil {
      throw ValidationError(
        "--view and --size are for a picture; ask for --format ansi, svg or html as well")
    }
    if chosenFormat.picture != nil, allQueries || allHeads {
      throw ValidationError(
        "--all-queries and --all-heads are for numbers; ask for --format text or json instead")
    }
  }

  func run() throws {
    let opened = try OpenedInput(input)
    var printed = PrintedOutput(path: path)
    switch chosenFormat {
    case .text:
      try Self.printText(opened, input, allQueries: allQueries, allHeads: allHeads, to: &printed)
    case .json: try printJSON(opened, to: &printed)
    case .ansi, .svg, .html: try printPicture(opened, to: &printed)
    }
    try printed.close()
  }

  /// Prints every sentence for a person.
  static func printText(
    _ opened: OpenedInput, _ input: InputOptions, allQueries: Bool = false, allHeads: Bool = false,
    to printed: inout PrintedOutput
  ) throws {
    try opened.printEach(allQueries: allQueries, allHeads: allHeads) { place, sentence, analyses in
      let text = printedText(of: sentence, analyses: analyses, glyphs: input.drawing.glyphs)
      try printed.write((place > 0 ? "\n\n" : "") + text + "\n")
    }
  }

  private func printJSON(_ opened: OpenedInput, to printed: inout PrintedOutput) throws {
    try opened.printEach(allQueries: allQueries, allHeads: allHeads) { place, sentence, analyses in
      let text: String
      do {
        text = try printedJSON(of: sentence, analyses: analyses, namesHeads: allHeads)
      } catch {
        throw Failure(
          .badContent,
          "\(quoted(sentence.scene.sentence.original)): a number of it is not finite, and JSON has none "
            + "such; give smaller scores, or print it as text")
      }
      try printed.write((place == 0 ? "[" : ",\n ") + text)
    }
    try printed.write("]\n")
  }

  private func printPicture(_ opened: OpenedInput, to printed: inout PrintedOutput) throws {
    for problem in opened.scenes.problems { tell(problem.description) }
    guard let format = chosenFormat.picture, let sentences = OpenSentences(opened.scenes) else {
      return
    }
    var explorer = Explorer(sentences, problems: opened.scenes.problems)
    if let view { _ = explorer.update(.showView(view)) }
    let canvas = Screen.draw(
      explorer, size: size ?? Size(rows: 24, columns: 80), glyphs: input.drawing.glyphs)
    let depth: Theme.Depth = input.drawing.hasColor ? .full : .none
    try printed.write(format.picture(of: canvas, Theme(input.drawing.background, depth: depth)))
  }

  private var chosenFormat: Format { format ?? path.flatMap { Format(path: $0) } ?? .text }
}

extension OpenedInput {
  /// Has `print` print every sentence with the rows that are asked for; what did not open is told on
  /// standard error.
  fileprivate func printEach(
    allQueries: Bool, allHeads: Bool,
    _ print: (_ place: Int, Sentence, any Sequence<RowAnalysis>) throws -> Void
  ) throws {
    var scenes = scenes
    for problem in scenes.problems { tell(problem.description) }
    for place in 0..<scenes.count {
      let sentence = Sentence(scenes.scene(at: place))
      let analyses = sentence.analyses(
        queries: allQueries ? Array(sentence.tokens.indices) : [sentence.query],
        heads: allHeads ? sentence.source.allHeads : [sentence.head])
      try print(place, sentence, analyses)
    }
  }
}

private let viewNames = allViews.map { $0.name }.joined(separator: ", ")

/// - Returns: the view's number, from 1.
private func readView(_ name: String) throws -> Int {
  guard let place = allViews.firstIndex(where: { $0.name == name }) else {
    throw ValidationError("there is no such view; there are \(viewNames)")
  }
  return place + 1
}

private func readSize(_ text: String) throws -> Size {
  let numbers = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
  guard numbers.count == 2, let columns = numbers[0], let rows = numbers[1],
    1...1000 ~= columns, 1...1000 ~= rows
  else {
    throw ValidationError("a size is its columns and lines, from 1 to 1000 each, such as 120x40")
  }
  return Size(rows: rows, columns: columns)
}

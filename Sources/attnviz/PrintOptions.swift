import Explorer
import ArgumentParser
import Canvas
import Export
import Screen
import Text
import Views

/// How `attnviz print` prints, and what.
struct PrintOptions: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, npz, ansi, svg, html

    /// `nil` where numbers are printed.
    var picture: PictureFormat? { self == .text ? nil : PictureFormat(rawValue: rawValue) }

    /// What the ending of `path` stands for.
    init?(path: String) {
      let format = PictureFormat(path: path).flatMap { Self(rawValue: $0.rawValue) }
      let path = path.lowercased()
      guard
        let format = path.hasSuffix(".json") ? .json : path.hasSuffix(".npz") ? .npz : format
      else { return nil }
      self = format
    }
  }

  @Option(
    help: """
      How to print; without it the ending of the output's name says it (.txt, .json, .npz, \
      .ansi, .svg, .html), or else it is text. npz is for NumPy: the weights of the first sentence, one \
      head's or with --all-heads every one's, with its tokens.
      """)
  var format: Format?

  @Option(
    help: ArgumentHelp(
      """
      The view in the picture: \(viewNames). As json, \(viewsOfNumbers) print their numbers.
      """, valueName: "name"),
    completion: .list(allViews.map { $0.name }), transform: readView)
  var view: Int?

  @Option(
    help: ArgumentHelp(
      "The picture's columns and lines; without it 80x24, and for a figure what it needs.",
      valueName: "colsxrows"),
    transform: readSize)
  var size: Size?

  @Flag(
    help: "In the picture, show the sentence and the view alone, without tabs and keys.")
  var figure = false

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("The file to print to; what is there is replaced.", valueName: "file"),
    completion: .file())
  var path: String?

  @Flag(help: "Print the row of every token, not of the query alone.")
  var allQueries = false

  @Flag(
    help: "Print the row in every head, not in the one shown alone; without --layer and --head.")
  var allHeads = false

  @Option(
    help: ArgumentHelp(
      """
      What the weights count for, beside them: lengths is each weight times the length of what its \
      token brings, rollout what of each token comes through all layers up to the head's. In a \
      picture, what V shows.
      """, valueName: "what"))
  var counting = Counting.weights

  /// What is printed, by the option or by the output's name.
  var chosenFormat: Format { format ?? path.flatMap { Format(path: $0) } ?? .text }

  /// Whether what each head does to the outcome is printed as numbers.
  var printsCauses: Bool {
    chosenFormat == .json && view.map { allViews[$0 - 1] == CausesView.self } ?? false
  }

  /// Which activations of the sentence beside are patched and printed as numbers; `nil` is none.
  var patchingKind: PatchingMap.Kind? {
    guard chosenFormat == .json, let view else { return nil }
    if allViews[view - 1] == CausesView.self { return .heads }
    return allViews[view - 1] == ResidualView.self ? .residuals : nil
  }

  /// Those that were given, as they are written.
  var given: [String] {
    let options: [(isGiven: Bool, text: String)] = [
      (format != nil, "--format \(format?.rawValue ?? "")"), (view != nil, "--view"),
      (size != nil, "--size"), (figure, "--figure"), (path != nil, "--output"),
      (allQueries, "--all-queries"), (allHeads, "--all-heads"),
      (counting != .weights, "--counting \(counting.rawValue)"),
    ]
    return options.filter(\.isGiven).map(\.text)
  }

  /// The ending of the output's name where it stands for no format.
  private var unknownEnding: String? {
    guard format == nil, let path, Format(path: path) == nil,
      let name = path.split(separator: "/").last, let dot = name.dropFirst().lastIndex(of: "."),
      name.index(after: dot) < name.endIndex
    else { return nil }
    return String(name[dot...])
  }

  func validate() throws {
    if let unknownEnding {
      throw ValidationError(
        "\(quoted(unknownEnding)) says no format; end the output's name in .txt, .json, .npz, .ansi, .svg "
          + "or .html, or say --format")
    }
    if chosenFormat.picture == nil, size != nil || figure || (view != nil && patchingKind == nil) {
      throw ValidationError(
        "--view, --size and --figure are for a picture; ask for --format ansi, svg or html as well;"
          + " --view \(viewsOfNumbers) work with --format json too")
    }
    if let size, !Screen.hasRoom(in: size) {
      let least = Screen.smallest
      throw ValidationError(
        "a picture has \(least.columns)x\(least.rows) at least, not \(size.columns)x\(size.rows)")
    }
    if chosenFormat == .npz, allQueries {
      throw ValidationError("npz has the rows of all queries; leave out --all-queries")
    }
    if chosenFormat == .npz, counting != .weights {
      throw ValidationError(
        "npz has the weights themselves; ask for --format text or json to have --counting beside them"
      )
    }
    if chosenFormat.picture != nil, allQueries || allHeads {
      throw ValidationError(
        "--all-queries and --all-heads are for numbers; ask for --format text or json instead")
    }
  }
}

private let viewNames = allViews.map { $0.name }.joined(separator: ", ")

/// The views whose numbers are printed as JSON.
private let viewsOfNumbers = "\(CausesView.name) and \(ResidualView.name)"

/// - Returns: the view's number, from 1.
private func readView(_ name: String) throws -> Int {
  guard let place = allViews.firstIndex(where: { $0.name == name }) else {
    throw ValidationError("there is no such view; there are \(viewNames)")
  }
  return place + 1
}

/// A size as an option says it, such as 120x40.
func readSize(_ text: String) throws -> Size {
  let numbers = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
  guard numbers.count == 2, let columns = numbers[0], let rows = numbers[1],
    1...1000 ~= columns, 1...1000 ~= rows
  else {
    throw ValidationError("a size is its columns and lines, from 1 to 1000 each, such as 120x40")
  }
  return Size(rows: rows, columns: columns)
}

import ArgumentParser
import Canvas
import Explorer
import Export
import Glibc
import JSON
import Screen
import Text
import Views

/// `attnviz print`: the same numbers without a screen, or the screen as a picture.
struct Print: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print weights, blended vectors and nearest words instead of exploring them.",
    discussion: """
      As ansi, svg or html it prints the screen with which attnviz would begin, as a picture; of \
      several sentences that is the first one, as it is in npz.
      """)

  @OptionGroup var input: InputOptions

  @OptionGroup var options: PrintOptions

  func validate() throws {
    if options.allHeads, input.layer != nil || input.head != nil {
      throw ValidationError("--all-heads prints every head; leave out --layer and --head")
    }
  }

  func run() throws { try Self.run(input, options) }

  /// Prints `input`; what did not open, and what to know of the sentences, is told on standard error.
  static func run(_ input: InputOptions, _ options: PrintOptions) throws {
    let opened = try OpenedInput(input)
    let scenes = opened.scenes
    for problem in scenes.problems { tell(problem.description) }
    var printed = PrintedOutput(path: options.path)
    if options.chosenFormat == .npz {
      try printArrays(of: opened, options, to: &printed)
      return try printed.close()
    }
    if let format = options.chosenFormat.picture {
      try printPicture(of: opened, as: format, input, options, to: &printed)
    } else {
      try printNumbers(of: scenes, input, options, to: &printed)
    }
    try printed.close()
  }

  private static func printArrays(
    of opened: OpenedInput, _ options: PrintOptions, to printed: inout PrintedOutput
  ) throws {
    guard options.path != nil || isatty(STDOUT_FILENO) == 0 else {
      throw Failure(.badUsage, "npz is no text; name a file with --output")
    }
    let sentence = try opened.firstSentence
    sentence.unpack(options.allHeads ? sentence.source.allHeads : [sentence.head])
    do {
      try npz(of: sentence, allHeads: options.allHeads) { try printed.write($0) }
    } catch let error as NPZError {
      throw Failure(.badUsage, error.description)
    }
    tellFlaws(of: sentence, allHeads: options.allHeads, nil)
  }

  /// Tells of captured rows that were printed otherwise than they are in their file, since they are no
  /// weights there.
  private static func tellFlaws(of sentence: Sentence, allHeads: Bool, _ queries: [Int]?) {
    guard sentence.source.kind == .capture else { return }
    let attending = (sentence.scene.capture?.firstQuery ?? 0)..<sentence.count
    var (count, first) = (0, "")
    for head in allHeads ? sentence.source.allHeads : [sentence.head] {
      for query in (queries ?? Array(attending)).filter(attending.contains) {
        guard let flaw = sentence.source.flaw(head, query: query) else { continue }
        if count == 0 { first = "that of token \(query) in \(head): \(flaw)" }
        count += 1
      }
    }
    guard count > 0 else { return }
    let name = quoted((sentence.scene.title ?? sentence.scene.sentence).original)
    tell(
      "\(name): \(count) of the captured rows are printed otherwise than they are in the file, such as "
        + first)
  }

  private static func printNumbers(
    of scenes: PreparedScenes, _ input: InputOptions, _ options: PrintOptions,
    to printed: inout PrintedOutput
  ) throws {
    var scenes = scenes
    for place in 0..<scenes.count {
      let scene: PreparedScene
      do {
        scene = try scenes.scene(at: place)
      } catch {
        throw Failure(.unreadable, error.description)
      }
      let sentence = Sentence(scene)
      sentence.unpack(options.allHeads ? sentence.source.allHeads : [sentence.head])
      let name = quoted((sentence.scene.title ?? sentence.scene.sentence).original)
      for warning in sentence.warnings { tell("\(name): \(warning)") }
      let flaw = options.counting.flaw(in: sentence)
      if let flaw { tell("\(name): \(flaw)") }
      let counting = flaw == nil ? options.counting : .weights
      let queries = options.allQueries ? Array(sentence.tokens.indices) : [sentence.query]
      guard options.chosenFormat == .json else {
        if place > 0 { try printed.write("\n\n") }
        try printedText(
          of: sentence, queries: queries, allHeads: options.allHeads, counting: counting,
          glyphs: input.drawing.glyphs
        ) { try printed.write($0) }
        continue
      }
      var before = place == 0 ? "[" : ",\n "
      do {
        try printedJSON(
          of: sentence, queries: queries, allHeads: options.allHeads, counting: counting,
          causes: options.printsCauses ? CausalMap(complete: sentence) : nil,
          patching: options.patchingKind.flatMap { PatchingMap(complete: $0, sentence) }
        ) { text in
          try printed.write(before + text)
          before = ""
        }
        tellFlaws(of: sentence, allHeads: options.allHeads, queries)
      } catch is JSONText.NotFinite {
        throw Failure(
          .badContent,
          "\(name): a number of it is not finite, and JSON has none such; give smaller scores, or "
            + "print it as text")
      }
    }
    if options.chosenFormat == .json { try printed.write("]\n") }
  }

  private static func printPicture(
    of opened: OpenedInput, as format: PictureFormat, _ input: InputOptions,
    _ options: PrintOptions, to printed: inout PrintedOutput
  ) throws {
    var explorer = Explorer(try opened.sentences, problems: opened.scenes.problems)
    // The first is shown already, and a person would be told so.
    if let view = options.view, view > 1 { _ = explorer.update(.showView(view)) }
    if let flaw = options.counting.flaw(in: explorer.sentence) { tell(flaw) }
    explorer.count(as: options.counting)
    explorer.finishWork()
    let glyphs = input.drawing.glyphs
    let canvas: Canvas
    if options.figure {
      let figure =
        options.size.map { ViewFigure(explorer, size: $0, glyphs: glyphs) }
        ?? ViewFigure(whole: explorer, glyphs: glyphs)
      if !figure.isWhole(explorer, glyphs: glyphs) {
        tell(
          "the figure is cut: not all tokens or heads have room in it; a larger --size shows more")
      }
      canvas = figure.canvas
    } else {
      canvas = Screen.draw(
        explorer, size: options.size ?? Size(rows: 24, columns: 80), glyphs: glyphs)
    }
    let depth: Theme.Depth = input.drawing.hasColor ? .full : .none
    try printed.write(
      format.picture(of: canvas, Theme(input.drawing.background ?? .dark, depth: depth)))
  }
}

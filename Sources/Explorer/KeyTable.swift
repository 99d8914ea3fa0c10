import Canvas
import Text

/// The one list of keys. The help page, the footer and the README's table are made from it.
public struct KeyTable: Sendable {
  /// One line of the table: keys that belong together, and what they do.
  public struct Row: Sendable {
    /// The keys named first, with their commands.
    public let keys: [(key: Key, command: Command)]
    /// Other keys for the same commands.
    public let others: [(key: Key, command: Command)]
    /// What they do, as a table says it.
    public let does: String
    /// What they do, in the word that the footer has room for; `nil` keeps them out of it.
    public let label: String?

    init(
      _ keys: [(Key, Command)], or others: [(Key, Command)] = [], _ does: String,
      label: String? = nil
    ) {
      self.keys = keys.map { (key: $0.0, command: $0.1) }
      self.others = others.map { (key: $0.0, command: $0.1) }
      self.does = does
      self.label = label
    }

    /// The keys as a table names them: `← → or h l`.
    public func names(inASCII: Bool = false) -> String {
      let first = firstNames(inASCII: inASCII)
      guard !others.isEmpty else { return first }
      return first + " or " + Self.names(of: others, inASCII: inASCII)
    }

    /// The keys named first alone: `← →`.
    public func firstNames(inASCII: Bool = false) -> String {
      Self.names(of: keys, inASCII: inASCII)
    }

    private static func names(
      of keys: [(key: Key, command: Command)], inASCII: Bool
    ) -> String {
      keys.map { inASCII ? $0.key.asciiName : $0.key.name }.joined(separator: " ")
    }

    /// The keys as the footer names them: `←→`, `n p`, `Tab`.
    public func shortNames(inASCII: Bool = false) -> String {
      switch keys[0].key {
      case .up, .down, .left, .right:
        // < and > are keys of their own.
        inASCII ? keys.map(\.key.asciiName).joined(separator: "/") : keys.map(\.key.name).joined()
      case .character: keys.map(\.key.name).joined(separator: " ")
      default: keys[0].key.name
      }
    }
  }

  /// The keys of the explorer, in the order in which a table shows them.
  public let rows: [Row]
  private let commands: [Key: Command]

  /// The keys of an explorer with these views.
  package init(_ views: [any View.Type]) {
    let letters = views.enumerated().compactMap { place, view in
      view.letter.map { letter in
        Row([(.character(letter), .showView(place + 1))], "\(view.help) (view \(view.name))")
      }
    }
    let numbers = Row(
      (1...min(9, views.count)).map { (.character(Character("\($0)")), .showView($0)) },
      or: [(.escape, .showView(1))], "show view 1, 2, …; Esc: view 1")
    let shown = { (command: Command) in
      (views.first { $0.isShown(by: command) } ?? views[0]).name
    }
    rows =
      Self.sentenceRows + Self.headRows(of: shown(.sortHeads)) + letters
      + Self.poolingRows(of: shown(.changeWindow)) + Self.causesRows(of: shown(.switchShares))
      + Self.viewRows + [numbers] + Self.lastRows
    commands = Dictionary(
      rows.flatMap { $0.keys + $0.others }.map { ($0.key, $0.command) },
      uniquingKeysWith: { first, _ in first })
  }

  private static let sentenceRows: [Row] = [
    Row(
      [(.left, .sentence(.moveSelection(-1))), (.right, .sentence(.moveSelection(1)))],
      or: [
        (.character("h"), .sentence(.moveSelection(-1))),
        (.character("l"), .sentence(.moveSelection(1))),
      ],
      "select the key token", label: "token"),
    Row(
      [(.up, .sentence(.nudge(0.1))), (.down, .sentence(.nudge(-0.1)))],
      or: [(.character("k"), .sentence(.nudge(0.1))), (.character("j"), .sentence(.nudge(-0.1)))],
      "nudge its score by 0.1", label: "score"),
    Row(
      [(.shiftUp, .sentence(.nudge(1))), (.shiftDown, .sentence(.nudge(-1)))],
      or: [(.character("K"), .sentence(.nudge(1))), (.character("J"), .sentence(.nudge(-1)))],
      "nudge its score by 1"),
    Row(
      [(.character("+"), .sentence(.nudgeAll(1))), (.character("-"), .sentence(.nudgeAll(-1)))],
      "add 1 to every score of the query, take 1 off"),
    Row(
      [(.tab, .sentence(.moveQuery(1))), (.backTab, .sentence(.moveQuery(-1)))],
      "next, previous query token", label: "query"),
    Row(
      [(.enter, .sentence(.makeQuery))], "make the selected token the query; open the chosen head"),
    Row(
      [(.character("m"), .sentence(.toggleMask))], "mask or unmask the selected token",
      label: "mask"),
    Row([(.character("0"), .sentence(.resetScore))], "reset this score"),
    Row([(.character("r"), .sentence(.resetAll))], "reset all", label: "reset"),
    Row([(.character("u"), .sentence(.undo))], "undo", label: "undo"),
    Row([(.control("r"), .sentence(.redo))], "redo"),
    Row(
      [(.character("U"), .sentence(.takeBack))],
      "take back edits of another time that were not saved"),
    Row(
      [(.character("X"), .sentence(.ablate))],
      "ablate what the reach says: its output is zero, its mean, its own again", label: "ablate"),
    Row(
      [(.character("P"), .patch)],
      "patch what the reach says from the sentence beside, from before the edits; its own again",
      label: "patch"),
    Row(
      [(.character("#"), .sentence(.changePatchedPart))],
      "what P patches: output, query, key, value, hidden state after the layer"),
    Row(
      [(.character("@"), .sentence(.changeChangedTokens))],
      "ablate and patch at the query alone, at every token"),
    Row(
      [
        (.character("t"), .sentence(.lowerTemperature)),
        (.character("T"), .sentence(.raiseTemperature)),
      ],
      "temperature down, up"),
    Row([(.character("c"), .sentence(.toggleCausal))], "causal mask on, off"),
    Row(
      [(.character("["), .sentence(.moveHead(-1))), (.character("]"), .sentence(.moveHead(1)))],
      "previous, next head", label: "head"),
    Row(
      [(.character("{"), .sentence(.moveLayer(-1))), (.character("}"), .sentence(.moveLayer(1)))],
      "the same head one layer down, up"),
    Row(
      [(.character("b"), .sentence(.selectBestHead))],
      "go to the head that most attends from the query to the selected token"),
  ]

  /// - Parameter view: the name of the view that shows all heads.
  private static func headRows(of view: String) -> [Row] {
    [
      Row(
        [(.character("a"), .sortHeads)],
        "show all heads (view \(view)); there, measure them in other ways"),
      Row([(.character("A"), .listHeads)], "all heads as a list, sorted, or as a map again"),
    ]
  }

  /// - Parameter view: the name of the view that compares poolings.
  private static func poolingRows(of view: String) -> [Row] {
    [
      Row(
        [(.character("<"), .moveRetention(-1)), (.character(">"), .moveRetention(1))],
        "let the recurrence of view \(view) keep less, more at each step"),
      Row(
        [(.character("W"), .changeWindow)],
        "let the convolution of view \(view) see 3 or 5 tokens"),
    ]
  }

  /// - Parameter view: the name of the view that shows what heads do to the outcome.
  private static func causesRows(of view: String) -> [Row] {
    [
      Row(
        [(.character("D"), .switchShares)],
        "in view \(view), colour heads by what ablating them does, what they add, or what"
          + " patching them does")
    ]
  }

  private static let viewRows: [Row] = [
    Row(
      [(.character("V"), .switchCounting)],
      "show weights, weights × ‖v‖, or their rollout over layers, in row, matrix and strip"),
    Row(
      [(.character("x"), .sentence(.changeReach))], "edits reach this head, this layer, every head",
      label: "reach"),
    Row(
      [(.character("d"), .sentence(.toggleSpecial))],
      "hide or show the model's own tokens, a decoder's first one"),
    Row([(.character("w"), .sentence(.togglePieces))], "join or part the pieces of a word"),
    Row(
      [(.character("g"), .sentence(.selectHeaviest))],
      "go to the heaviest token, then the next heaviest"),
    Row(
      [(.home, .sentence(.selectFirst)), (.end, .sentence(.selectLast))],
      "select the first, the last token"),
    Row(
      [(.pageUp, .sentence(.moveSelection(-10))), (.pageDown, .sentence(.moveSelection(10)))],
      "select ten tokens back, on"),
    Row([(.character("/"), .askToFind)], "find a token"),
    Row(
      [(.character("M"), .readWithNextModel)],
      "read the sentence with the next model that is open or bundled; edits stay behind"),
    Row(
      [(.character("."), .appendNext), (.character(","), .takeOffNext)],
      "append the most probable next token, take it off", label: "next token"),
    Row(
      [(.character("n"), .moveSentence(1)), (.character("p"), .moveSentence(-1))],
      "next, previous sentence", label: "sentence"),
    Row(
      [(.character("L"), .listSentences)], "list the open sentences; there, type words to find one",
      label: "list"),
    Row([(.character("o"), .askToOpen)], "open a sentence file"),
    Row([(.character("s"), .askToSave)], "save the edited sentence"),
    Row(
      [(.character("E"), .askToExport)], "export what is seen as .svg, .html, .ansi or .txt"),
    Row([(.character("v"), .nextView)], "next view", label: "view"),
    Row([(.character("z"), .toggleInstruments)], "bars and weights alone, or all there is to read"),
  ]

  private static let lastRows: [Row] = [
    Row(
      [(.character("Y"), .toggleMouse)],
      "leave the mouse to the terminal, which selects text with it, or take it back"),
    Row([(.character("?"), .showHelp)], "help"),
    Row([(.character("q"), .quit)], or: [(.control("c"), .quit)], "quit", label: "quit"),
  ]

  /// The key that is named first for `command`; `nil` where none asks for it.
  package func key(for command: Command) -> Key? {
    rows.lazy.flatMap(\.keys).first { $0.command == command }?.key
  }

  /// What `key` asks for while `focus` has the keys; `nil` where it asks for nothing.
  public func command(for key: Key, in focus: Focus) -> Command? {
    switch (focus, key) {
    case (_, .control("c")): .quit
    case (.sentence, _): commands[key]
    case (.help, .up), (.help, .character("k")): .scrollHelp(-1)
    case (.help, .down), (.help, .character("j")): .scrollHelp(1)
    case (.help, .pageUp): .scrollHelp(-10)
    case (.help, .pageDown), (.help, .character(" ")): .scrollHelp(10)
    case (.help, .home), (.help, .character("g")): .scrollHelp(-(1 << 20))
    case (.help, .end), (.help, .character("G")): .scrollHelp(1 << 20)
    case (.help, .escape), (.help, .enter), (.help, .character("q")), (.help, .character("?")):
      .cancel
    case (.list, .up): .moveChoice(-1)
    case (.list, .down): .moveChoice(1)
    case (.list, .pageUp): .moveChoice(-10)
    case (.list, .pageDown): .moveChoice(10)
    case (.list, .home): .chooseFirst
    case (.list, .end): .chooseLast
    case (.prompt(let prompt), .tab) where prompt.asksForFile: .complete
    case (.prompt, .enter), (.list, .enter): .accept
    case (.prompt, .escape), (.list, .escape): .cancel
    case (.prompt, _), (.list, _): TypedLine.Edit(key).map(Command.edit)
    case (.confirmation, .character("y")), (.confirmation, .character("Y")),
      (.confirmation(.openPasted), .enter):
      .accept
    case (.confirmation, .character("n")), (.confirmation, .character("N")),
      (.confirmation, .escape):
      .cancel
    default: nil
    }
  }
}

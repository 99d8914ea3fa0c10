import Scenes

/// The open sentences as a list: those that have the words which were typed, and which of them is
/// chosen. Behind them stands what did not open.
public struct SentenceList: Equatable, Sendable {
  /// What one line of the list is about.
  public enum Entry: Equatable, Sendable {
    /// The open sentence at this place, from 0.
    case sentence(Int)
    /// What is wrong with one that did not open.
    case problem(Problem)
  }

  /// The words that are looked for.
  public private(set) var search = TypedLine()
  /// Which line is chosen, from 0.
  public private(set) var chosen = 0
  /// The sentences that have the words; `nil` where all have.
  private var found: [Int]?
  private var sentences: Int
  private var problems: [Problem]

  /// All of `sentences`, the one that is shown chosen, and these problems.
  init(_ sentences: OpenSentences, _ problems: [Problem]) {
    self.sentences = sentences.count
    self.problems = problems
    chosen = sentences.index
  }

  /// How many lines there are.
  public var count: Int { sentences + problems.count }

  /// The line at `place`, from 0.
  public subscript(place: Int) -> Entry {
    place < sentences ? .sentence(found?[place] ?? place) : .problem(problems[place - sentences])
  }

  /// The line that is chosen; `nil` where there is none.
  var choice: Entry? { chosen < count ? self[chosen] : nil }

  /// Looks for the words of `line`, each of which may be a part of a word; a number alone is that of a
  /// sentence, too. The first that has them is chosen.
  mutating func search(_ line: TypedLine, in open: OpenSentences, _ problems: [Problem]) {
    let former = search.text
    search = line
    guard line.text != former else { return }
    let words = line.text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else {
      self = SentenceList(open, problems)
      search = line
      return
    }
    var found = open.places(of: words)
    if words.count == 1, let number = Int(first), 1...open.count ~= number {
      found.removeAll { $0 == number - 1 }
      found.insert(number - 1, at: 0)
    }
    self.found = found
    sentences = found.count
    self.problems = problems.filter { problem in
      let text = problem.description.lowercased()
      return words.allSatisfy { text.contains($0.lowercased()) }
    }
    chosen = 0
  }

  /// Chooses the line that many places on; stops at the ends.
  mutating func move(by places: Int) {
    chosen = min(max(0, chosen + places), max(0, count - 1))
  }
}

extension Explorer {
  /// Lists the open sentences.
  mutating func listSentences() {
    let list = SentenceList(sentences, problems)
    if list.count > 1 { focus = .list(list) } else { message = .onlySentence }
  }

  /// Chooses another line of the list.
  mutating func choose(_ move: (inout SentenceList) -> Void) {
    guard case .list(var list) = focus else { return }
    let former = list.chosen
    move(&list)
    focus = .list(list)
    guard list.chosen == former else { return }
    message =
      list.choice == nil
      ? .noSuchSentence : .note(former == 0 ? "this is the first" : "this is the last")
  }

  /// Shows the sentence that is chosen in `list`; where none is, the list stays.
  mutating func open(_ list: SentenceList) {
    switch list.choice {
    case .sentence(sentences.index): break
    case .sentence(let place): moveSentence(by: place - sentences.index)
    case .problem(let problem):
      focus = .list(list)
      message = .problem("did not open: \(problem)")
    case nil:
      focus = .list(list)
      message = .noSuchSentence
    }
  }

  /// Shows the sentence that many places on.
  mutating func moveSentence(by places: Int) {
    guard sentences.count > 1 else { return message = .onlySentence }
    do {
      try sentences.move(by: places)
    } catch {
      message = .problem(error.description)
      return
    }
    message = sentence.state.unsaved.offer ?? Message(about: sentence)
  }
}

extension Message {
  fileprivate static var onlySentence: Message {
    .note("this is the only sentence; o opens another file")
  }

  fileprivate static var noSuchSentence: Message {
    .note("none has these words; Ctrl-U clears")
  }
}

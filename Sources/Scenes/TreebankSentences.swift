import JSON
import Text

/// The sentences of a treebank as CoNLL-U writes them (universaldependencies.org/format.html), with
/// the lines on which they start, from 1.
///
/// The tokens are what the text shows: of words that are written as one, such as *du* for *de le*,
/// their surface form; what is not written, an empty node, is none.
struct TreebankSentences: Sequence, IteratorProtocol {
  /// A sentence.
  struct Sentence {
    let line: Int
    /// What `# text =` says; `nil` where it is missing.
    fileprivate(set) var text: String?
    fileprivate(set) var tokens: [String] = []
    /// Why it can't be read; `nil` where it can.
    fileprivate(set) var flaw: Flaw?
  }

  private var lines: Lines

  init(_ bytes: ArraySlice<UInt8>) { lines = Lines(bytes) }

  /// How many lines are left.
  var linesLeft: Int { lines.count }

  mutating func next() -> Sentence? {
    var sentence: Sentence?
    // The text without comments: tokens and the blanks that stand between them.
    var joined = ""
    /// The last word that the surface form before stands for.
    var covered = 0
    while let (line, bytes) = lines.next() {
      if bytes.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
        if sentence?.isEmpty == false { break }
        continue
      }
      var current = sentence ?? Sentence(line: line)
      defer { sentence = current }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        current.tell("is not UTF-8; save the file as UTF-8", line: line)
        continue
      }
      if text.hasPrefix("#") {
        if let said = Self.text(inComment: text) { current.text = said }
        continue
      }
      let columns = text.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count > 1, let number = Number(columns[0]) else {
        current.tell(
          "\(quoted(String(columns[0]))) begins no line of CoNLL-U; write a word's number, a tab and the"
            + " word, and a blank line after each sentence", line: line)
        continue
      }
      switch number {
      case .emptyNode: continue
      case .word(let word) where word <= covered: continue
      case .word: break
      case .range(_, let last): covered = last
      }
      current.tokens.append(String(columns[1]))
      let isGlued = columns.count > 9 && columns[9].split(separator: "|").contains("SpaceAfter=No")
      joined += columns[1] + (isGlued ? "" : " ")
    }
    guard var sentence else { return nil }
    if sentence.flaw == nil, sentence.tokens.isEmpty {
      sentence.tell("has comments but no words; write its words below them", line: sentence.line)
    }
    if sentence.text == nil {
      sentence.text = String(joined.reversed().drop(while: \.isWhitespace).reversed())
    }
    return sentence
  }

  /// The number in front of a word.
  private enum Number {
    case word(Int)
    case range(Int, Int)
    case emptyNode

    init?(_ text: Substring) {
      let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "." }
      let numbers = parts.compactMap { isIndex(String($0)) ? Int($0) : nil }
      guard numbers.count == parts.count else { return nil }
      switch (numbers.count, text.contains(".")) {
      case (1, _): self = .word(numbers[0])
      case (2, true): self = .emptyNode
      case (2, false): self = .range(numbers[0], numbers[1])
      default: return nil
      }
    }
  }

  /// What `# text = …` says.
  private static func text(inComment comment: String) -> String? {
    let said = comment.dropFirst().drop(while: \.isWhitespace)
    guard said.hasPrefix("text"), let sign = said.firstIndex(of: "="),
      said[said.index(said.startIndex, offsetBy: 4)..<sign].allSatisfy(\.isWhitespace)
    else { return nil }
    let text = said[said.index(after: sign)...].drop(while: \.isWhitespace)
    return text.isEmpty ? nil : String(text)
  }
}

extension TreebankSentences.Sentence {
  fileprivate var isEmpty: Bool { tokens.isEmpty && flaw == nil }

  /// Keeps the first thing that is wrong.
  fileprivate mutating func tell(_ reason: String, line: Int) {
    flaw = flaw ?? Flaw(line: line, reason: reason)
  }
}

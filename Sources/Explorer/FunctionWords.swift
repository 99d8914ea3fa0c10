import Glibc
import Resources

/// English words that hold a sentence together and mean little by themselves: nobody wants to see
/// first what *the* looks at.
struct FunctionWords: Sendable {
  /// The lists that come with the program.
  static let bundled = FunctionWords(
    functionWords: words(of: Resources.functionWords), pronouns: words(of: Resources.pronouns))

  private let functionWords: Set<String>
  private let pronouns: Set<String>

  /// Whether a word in lower case may be looked at: neither a function word nor a pronoun.
  func hasContent(_ word: String) -> Bool {
    !functionWords.contains(word) && !pronouns.contains(word)
  }

  /// Whether a word in lower case may look at others: what a pronoun looks at is what it stands for.
  func mayAsk(_ word: String) -> Bool { !functionWords.contains(word) }

  /// The words of a file, between blanks; none where it can't be read.
  private static func words(of path: String) -> Set<String> {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return Set(
      String(decoding: bytes.prefix(count), as: UTF8.self)
        .split(whereSeparator: \.isWhitespace).map(String.init))
  }
}

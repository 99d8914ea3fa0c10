import Scenes
import Text

/// The words of a lesson that may be new, with a line for each.
public struct Glossary: Sendable {
  /// A word, or several that belong together, and what they mean.
  public struct Entry: Sendable {
    /// The word.
    public let word: SafeText
    /// What it means, in a line.
    public let meaning: SafeText

    /// `word` with its `meaning`.
    public init(word: SafeText, meaning: SafeText) {
      self.word = word
      self.meaning = meaning
    }
  }

  /// The words in their order.
  public let entries: [Entry]
  /// Each entry's word in its parts.
  private let parts: [[String]]

  /// A glossary of `entries`.
  public init(_ entries: [Entry] = []) {
    self.entries = entries
    parts = entries.map { Self.words($0.word) }
  }

  /// The places of the entries that stand in `texts`, as whole words, one or several of them.
  public func places(in texts: [SafeText]) -> [Int] {
    let words = texts.map(Self.words)
    return entries.indices.filter { place in
      let wanted = parts[place]
      return !wanted.isEmpty
        && words.contains { words in
          words.indices.contains { start in
            zip(words[start...], wanted).allSatisfy { word, wanted in
              word == wanted || word == wanted + "s"
            } && words.count - start >= wanted.count
          }
        }
    }
  }

  private static func words(_ text: SafeText) -> [String] {
    text.original.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

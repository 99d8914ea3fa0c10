/// The path of a file as a person types it: in quotes or without them, blanks in it as they are or
/// behind a backslash, as a shell and a file that is dropped on a terminal write them.
///
///     TypedPath("\"my file.json\" ").path  // my file.json
///     TypedPath(#"my\ file.json"#).path    // my file.json
package struct TypedPath: Equatable {
  /// What a path may stand in.
  private enum Quote: Character {
    case single = "'"
    case double = "\""
  }

  /// The path that is meant; a `~` at its start is still to be read.
  package let path: String
  /// What begins it, whether or not that also ends it.
  private let quote: Quote?

  /// What `text` means.
  ///
  /// - Parameter isWhole: whether nothing more is typed, so that blanks at its end are no part of it.
  package init(_ text: String, isWhole: Bool = true) {
    let text = text.drop { $0.isWhitespace }
    if let quote = text.first.flatMap(Quote.init),
      let path = Self.unquoted(text.dropFirst(), quote)
    {
      (self.path, self.quote) = (path, quote)
    } else {
      (path, quote) = (Self.unescaped(text, isWhole: isWhole), nil)
    }
  }

  /// The folder in which its last name stands, with the slash that ends it; empty where it names none.
  package var folder: String { String(parts.folder) }
  /// What there is of the last name.
  package var name: String { String(parts.name) }

  private var parts: (folder: Substring, name: Substring) {
    // These are folders, whatever begins like them.
    if path == "~" || path == ".." || path.hasSuffix("/..") { return (path + "/", "") }
    let end = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return (path[..<end], path[end...])
  }

  /// How a person types `path` in the same quotes, where that can be.
  ///
  /// - Parameter isWhole: whether nothing more follows, so that a quote ends.
  package func spelling(of path: String, isWhole: Bool) -> String {
    switch quote {
    case .single? where !path.contains("'"): return "'" + path + (isWhole ? "'" : "")
    case .single?, .double?:
      let inside = path.reduce(into: "") { $0 += "\"\\".contains($1) ? "\\\($1)" : String($1) }
      return "\"" + inside + (isWhole ? "\"" : "")
    case nil:
      let last = path.count - 1
      return path.enumerated().reduce(into: "") { text, next in
        let (place, character) = next
        let isMark =
          character == "\\" || (place == 0 && Quote(rawValue: character) != nil)
          || ((place == 0 || (isWhole && place == last)) && character.isWhitespace)
        text += isMark ? "\\\(character)" : String(character)
      }
    }
  }

  /// What stands in quotes up to the end of `text`, whether or not they are closed; `nil` where they
  /// close before it.
  private static func unquoted(_ text: Substring, _ quote: Quote) -> String? {
    var (path, rest) = ("", text)
    while let character = rest.popFirst() {
      if character == quote.rawValue {
        return rest.allSatisfy(\.isWhitespace) ? path : nil
      }
      if quote == .double, character == "\\", let next = rest.first, "\"\\".contains(next) {
        path.append(rest.removeFirst())
      } else {
        path.append(character)
      }
    }
    return path
  }

  /// `text` without the backslashes that let blanks and signs stand for themselves, and without the
  /// blanks at its end where it is whole.
  private static func unescaped(_ text: Substring, isWhole: Bool) -> String {
    var (path, rest, kept) = ("", text, 0)
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.first, !next.isLetter, !next.isNumber {
        path.append(rest.removeFirst())
        kept = path.count
      } else {
        path.append(character)
        if !character.isWhitespace { kept = path.count }
      }
    }
    return isWhole ? String(path.prefix(kept)) : path
  }
}

/// What becomes of a path that is being typed where the rest of its last name is asked for.
package struct NameCompletion: Equatable {
  /// The path as far as it is certain, as a person types it.
  package let text: String
  /// The names that it may go on to, where there are several.
  package let candidates: [String]

  /// The completion of `typed` by the names in its folder; `nil` where none begins like its last name.
  ///
  /// - Parameter names: the names in the folder, those of folders with a slash at their end. A name that
  ///   begins with a dot counts only where what is typed does.
  package init?(_ typed: TypedPath, from names: [String]) {
    let name = typed.name
    let fitting = names.filter {
      $0.hasPrefix(name) && ($0.first != "." || name.first == ".")
    }.sorted()
    guard let first = fitting.first, let last = fitting.last else { return nil }
    candidates = fitting.count > 1 ? fitting : []
    // What the first and the last of them share, all do.
    let shared =
      fitting.count == 1
      ? first : String(zip(first, last).prefix { $0 == $1 }.map(\.0))
    text = typed.spelling(
      of: typed.folder + shared, isWhole: fitting.count == 1 && !first.hasSuffix("/"))
  }
}

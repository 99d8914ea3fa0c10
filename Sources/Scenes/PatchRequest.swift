import AttentionCore

/// A patch as it is written on the command line and in sentence files,
/// `L23H4:z|q|k|v[:before][@TOKEN[=TOKEN]]` or `L23:residual`, before it is known which tokens it names.
public struct PatchRequest: Equatable, Sendable {
  /// The heads that are patched; of the residual stream, the layers.
  public let scope: Scope
  /// Which of their vectors.
  public let part: Patch.Part
  /// Whether they are this sentence's own before anything was changed, not the sentence beside's.
  public let isBefore: Bool
  /// The token at which it is: a word, or an index from 0; `nil` is at every one.
  public let token: String?
  /// The token of the other run that it is from, in the same way; `nil` is the one beside.
  public let source: String?

  /// A patch as a request that names its tokens by their indices.
  public init(
    _ place: Patch.Place, isBefore: Bool = false, token: Int? = nil, source: Int? = nil
  ) {
    scope = place.scope
    part = place.part
    self.isBefore = isBefore
    self.token = token.map(String.init)
    self.source = source.map(String.init)
  }

  /// Reads a patch.
  ///
  ///     try PatchRequest("L23H4:z")
  ///     try PatchRequest("L23:residual@is")
  ///     try PatchRequest("L23H4:v:before@3")
  ///     try PatchRequest("L23H4:q@is=was")
  ///
  /// - Throws: `WrongEdit`, which says what is wrong and what would be right.
  public init(_ text: String) throws(WrongEdit) {
    let wrong = { (reason: String) in WrongEdit(text, reason, of: "patch") }
    let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    var parts = halves[0].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    isBefore = parts.count == 3 && parts[2] == "before"
    if isBefore { parts.removeLast() }
    guard let scope = Scope(written: parts[0]), parts.count == 2 else {
      throw wrong(
        "is not HEAD:z|q|k|v[:before][@TOKEN] or LAYER:residual, such as L23H4:z, L23H4:v@is or"
          + " L23:residual")
    }
    guard let part = Patch.Part.allCases.first(where: { $0.name == parts[1] }) else {
      throw wrong("has “\(parts[1])”; it must be z, q, k, v or residual")
    }
    if part == .residual, case .head = scope {
      throw wrong("names a head; the residual stream is a layer's, such as L23:residual")
    }
    (self.scope, self.part) = (scope, part)
    guard halves.count == 2 else {
      (token, source) = (nil, nil)
      return
    }
    // A token may be an equals sign itself.
    let tokens = halves[1].split(separator: "=", maxSplits: 1).map(String.init)
    let isPair = tokens.count == 2 && !halves[1].hasPrefix("=") && !isBefore
    if halves[1].isEmpty { throw wrong("names no token after the @") }
    token = isPair ? tokens[0] : String(halves[1])
    source = isPair ? tokens[1] : nil
  }

  /// As it is written: `L23H4:z@4`.
  public var text: String {
    "\(scope.written):\(part.name)" + (isBefore ? ":before" : "") + (token.map { "@" + $0 } ?? "")
      + (source.map { "=" + $0 } ?? "")
  }
}

import AttentionCore
import Text

extension OpenSentences {
  /// Patches the head that is shown from the sentence beside.
  ///
  /// - Returns: what to tell the person.
  mutating func patch() -> Message? {
    defer { readShortPatches() }
    do {
      let beside = try preparedBeside()
      return current.patch(from: beside)
    } catch {
      return .problem(error.description)
    }
  }

  /// Patches the hidden state after the layer that is shown, at the selected token alone.
  ///
  /// - Returns: what to tell the person.
  package mutating func patchResidual() -> Message? {
    defer { readShortPatches() }
    do {
      let beside = try preparedBeside()
      return current.patchResidual(from: beside)
    } catch {
      return .problem(error.description)
    }
  }
}

extension Message {
  /// What is told where there is nothing to patch from.
  package static let nothingBeside = Message.note(
    "there is no sentence beside to patch from: open another (o), or start with --beside")
}

extension Sentence {
  /// Patches in all heads that the reach says, at every token or the query's.
  fileprivate mutating func patch(from beside: PreparedBeside?) -> Message? {
    let tokens = state.changesQueryAlone ? layout.groups[query] : sourceTokens.tokens.indices
    let scope = reach.scope(at: head)
    return patch(
      scope.places(of: state.patched, source.shape), at: tokens, from: beside,
      name: "\(scope.name), \(state.patched.word)\(patchedTokens)")
  }

  fileprivate mutating func patchResidual(from beside: PreparedBeside?) -> Message? {
    let place = Patch.Place(.residual, at: HeadID(layer: head.layer, index: 0))
    return patch(
      [place], at: layout.groups[selected], from: beside,
      name: "L\(head.layer), \(Patch.Part.residual.word) at \(tokens[selected].text.shown)")
  }

  /// Goes from what the network computes to what it computed for the sentence beside, where there is one,
  /// then for this one before anything was changed, where something is, and back.
  ///
  /// - Parameters:
  ///   - tokens: the source's.
  ///   - what: what is patched, as it is told.
  private mutating func patch(
    _ places: [Patch.Place], at tokens: Range<Int>, from beside: PreparedBeside?, name what: String
  ) -> Message? {
    guard source.runs else {
      return .note(source.cannotChangeHeads)
    }
    let sites = places.flatMap { place in tokens.map { Patch.Site(place, token: $0) } }
    var runs: [[ResolvedPatch]] = []
    if let beside {
      runs.append(
        sites.compactMap { site in
          beside.alignment.counterpart(of: site.token).map {
            ResolvedPatch(site: site, origin: .beside(beside.text.original), token: $0)
          }
        })
      if runs[0].isEmpty, !isChangedBesidesPatches {
        return .note(
          "nothing in “\(beside.text.shown)” stands beside"
            + " “\(sourceText(of: tokens.upperBound - 1).shown)”; choose another token")
      }
    }
    if isChangedBesidesPatches {
      runs.append(sites.map { ResolvedPatch(site: $0, origin: .before, token: $0.token) })
    }
    guard !runs.isEmpty else { return .nothingBeside }
    runs.removeAll(where: \.isEmpty)
    let present = runs.lastIndex { run in
      run.allSatisfy { interventions.patches[$0.site]?.origin == $0.origin }
    }
    let next = present.map { runs.dropFirst($0 + 1).first } ?? runs[0]
    let patches = next?.named ?? Patches()
    adjust { interventions in
      for site in sites { interventions.patches[site] = patches[site] }
    }
    guard let next else { return .note("\(what): its own again") }
    let again = next[0].origin == runs.last?[0].origin ? "as it was" : "from before the edits"
    let isAlone = tokens != sourceTokens.tokens.indices
    return .note("\(what) \(from(next, beside, isAlone: isAlone)); P again: \(again)")
  }

  /// Whether anything but activations from other runs is changed.
  private var isChangedBesidesPatches: Bool {
    var others = interventions
    others.patches = original.patches
    return others != original
  }

  private var patchedTokens: String {
    state.changesQueryAlone ? " at \(self.tokens[query].text.shown)" : " at every token"
  }

  /// Which run the patches are from, and which tokens of it.
  private func from(
    _ patches: [ResolvedPatch], _ beside: PreparedBeside?, isAlone: Bool
  ) -> String {
    guard let beside, patches[0].origin != .before else { return "← before the edits" }
    let text = "“\(beside.text.shown)”"
    if isAlone {
      let others = patches.filter { $0.site.place == patches[0].site.place }.map {
        beside.scene.tokens.tokens[$0.token].text.shown
      }
      return "← \(others.joined()) of \(text)"
    }
    let count = Set(patches.map(\.site.token)).count
    let way =
      switch beside.alignment.way {
      case .byPosition: "token by token"
      case .byWord: "\(count) of \(self.count) aligned by word"
      case .fromEnd: "\(count) of \(self.count) aligned from the end"
      }
    return "← \(text), \(way)"
  }

  /// Says what is patched from now on.
  mutating func changePatchedPart() -> Message? {
    let parts = Patch.Part.allCases
    let place = parts.firstIndex(of: state.patched) ?? 0
    state.patched = parts[(place + 1) % parts.count]
    return .note("P from now on patches the \(state.patched.word)")
  }

  /// What P patches now.
  public var patchedPart: Patch.Part { state.patched }
  /// Whether X and P act at the query alone, not at every token.
  public var changesQueryAlone: Bool { state.changesQueryAlone }
}

extension Patch.Part {
  /// What it is, as a line says it.
  public var word: String {
    switch self {
    case .output: "output"
    case .query: "query vector"
    case .key: "key vector"
    case .value: "value vector"
    case .residual: "hidden state after the layer"
    }
  }
}

import AttentionCore
import Scenes
import Text

/// A patch in one sentence, before the activation is read: where it goes, and where it is from.
struct ResolvedPatch {
  let site: Patch.Site
  let origin: Patch.Origin
  /// At which token of that run.
  let token: Int
}

extension [ResolvedPatch] {
  /// The patches as they are named, before their activations are read.
  var named: Patches {
    reduce(into: Patches()) { patches, patch in
      patches[patch.site] = Patch(nil, of: patch.origin, token: patch.token)
    }
  }
}

extension PreparedScene {
  /// Where `request` goes, and where it is from.
  ///
  /// - Throws: `OpeningError` where there is no such head or token, no sentence beside, or nothing in it
  ///   for the token that is named.
  func resolved(
    _ request: PatchRequest, beside: PreparedBeside?
  ) throws(OpeningError) -> [ResolvedPatch] {
    guard case .model = source else {
      throw OpeningError(scene, "there are no heads of a model to patch; --source model has some")
    }
    try check(request.scope)
    let places = request.scope.places(of: request.part, shape)
    let named = try request.token.map { name throws(OpeningError) in try tokens.places(of: name) }
    guard !request.isBefore else {
      return places.flatMap { place in
        (named ?? tokens.tokens.indices).map {
          ResolvedPatch(site: Patch.Site(place, token: $0), origin: .before, token: $0)
        }
      }
    }
    guard let beside else {
      throw OpeningError(
        scene,
        "\(SafeText(request.text).shown) has no sentence beside to be from; --beside \"TEXT\", or"
          + " the key beside of a scene, gives one")
    }
    var counterparts: [(token: Int, other: Int)] = []
    if let source = request.source, let named {
      let others = try beside.scene.tokens.places(of: source)
      // Pieces of words are counted from the end.
      counterparts = zip(named.reversed(), others.reversed()).map { ($0, $1) }
    } else {
      counterparts = (named ?? tokens.tokens.indices).compactMap { token in
        beside.alignment.counterpart(of: token).map { (token, $0) }
      }
      if counterparts.isEmpty {
        throw OpeningError(
          scene,
          "nothing in “\(beside.scene.scene.sentence.shown)” stands beside"
            + " “\(SafeText(request.token ?? "").shown)”; @TOKEN=TOKEN says what does")
      }
    }
    let origin = Patch.Origin.beside(beside.scene.scene.sentence.original)
    return places.flatMap { place in
      counterparts.map {
        ResolvedPatch(site: Patch.Site(place, token: $0.token), origin: origin, token: $0.other)
      }
    }
  }
}

extension Scope {
  /// The vectors `part` of its heads, in a network of this shape.
  func places(of part: Patch.Part, _ shape: (layers: Int, heads: Int)) -> [Patch.Place] {
    let heads = (0..<shape.layers).flatMap { layer in
      (0..<shape.heads).map { HeadID(layer: layer, index: $0) }
    }
    return Set(heads.filter(reaches).map { Patch.Place(part, at: $0) }).sorted()
  }
}

extension Sentence {
  /// The activations that are patched, each as it can be asked for again: without a token where it
  /// stands at every one.
  public var patches: [PatchRequest] {
    guard !interventions.patches.isEmpty else { return [] }
    let alignment = besideText.flatMap { try? prepared.beside($0) }?.alignment
    let groups = Dictionary(grouping: interventions.patches) { site, patch in
      Group(place: site.place, isBefore: patch.origin == .before)
    }
    return groups.sorted { $0.key < $1.key }.flatMap { group, patches in
      let counterpart = { group.isBefore ? $0 : alignment?.counterpart(of: $0) }
      let tokens = patches.sorted { $0.key.token < $1.key.token }
      let all = sourceTokens.tokens.indices.filter { counterpart($0) != nil }
      if tokens.map(\.key.token) == all,
        tokens.allSatisfy({ counterpart($0.key.token) == $0.value.token })
      {
        return [PatchRequest(group.place, isBefore: group.isBefore)]
      }
      return tokens.map { site, patch in
        PatchRequest(
          group.place, isBefore: group.isBefore, token: site.token,
          source: counterpart(site.token) == patch.token ? nil : patch.token)
      }
    }
  }

  private struct Group: Hashable, Comparable {
    let place: Patch.Place
    let isBefore: Bool

    static func < (one: Group, other: Group) -> Bool {
      (one.place, one.isBefore ? 1 : 0) < (other.place, other.isBefore ? 1 : 0)
    }
  }

  /// How many vectors are patched, at whichever tokens.
  public var patchedPlaces: Int { interventions.patches.vectors.count }

  /// What of `head` is patched, at any token, and whether the hidden states after its layer are.
  public func patchedParts(of head: HeadID) -> [Patch.Part] {
    Patch.Part.allCases.filter { !interventions.patches[Patch.Place($0, at: head)].isEmpty }
  }
}

/// The activations of other runs that take the place of a run's own, at most one for each site: what is
/// patched of one vector is found at once, however much is.
public struct Patches: Equatable, Sendable {
  private var places: [Patch.Place: [Int: Patch]] = [:]
  /// How many there are.
  public private(set) var count = 0
  /// How many of them are named only: their numbers were not read yet.
  public private(set) var unreadCount = 0

  /// None.
  public init() {}

  /// What stands at `site`; `nil` where that is the run's own.
  public subscript(site: Patch.Site) -> Patch? {
    get { places[site.place]?[site.token] }
    set {
      let former = places[site.place]?[site.token]
      count += (newValue == nil ? 0 : 1) - (former == nil ? 0 : 1)
      unreadCount += (newValue?.isUnread == true ? 1 : 0) - (former?.isUnread == true ? 1 : 0)
      places[site.place, default: [:]][site.token] = newValue
      if places[site.place]?.isEmpty == true { places[site.place] = nil }
    }
  }

  /// What stands in the place of this vector, by token.
  public subscript(place: Patch.Place) -> [Int: Patch] { places[place] ?? [:] }

  /// Whether there are none.
  public var isEmpty: Bool { places.isEmpty }
  /// The vectors that are patched, at whichever tokens, in no order.
  public var vectors: some Collection<Patch.Place> { places.keys }

  /// The sites at which something else stands than in `other`.
  func sites(differingFrom other: Patches) -> Set<Patch.Site> {
    var sites: Set<Patch.Site> = []
    for place in Set(places.keys).union(other.places.keys) where self[place] != other[place] {
      let (own, others) = (self[place], other[place])
      for token in Set(own.keys).union(others.keys) where own[token] != others[token] {
        sites.insert(Patch.Site(place, token: token))
      }
    }
    return sites
  }

  /// Takes the numbers of those that are named only from `read`, where it has the same activations.
  public mutating func take(_ read: Patches) {
    guard unreadCount > 0 else { return }
    for (site, patch) in read {
      guard let own = self[site], own.isUnread, own.isSameActivation(as: patch) else { continue }
      self[site] = patch
    }
  }

  /// Takes off those of `others` that are named only.
  public mutating func removeUnread(of others: Patches) {
    guard unreadCount > 0 else { return }
    for (site, _) in others where self[site]?.isUnread == true { self[site] = nil }
  }
}

extension Patches: Sequence {
  /// All of them, in no order.
  public func makeIterator() -> some IteratorProtocol<(key: Patch.Site, value: Patch)> {
    places.lazy.flatMap { place, patches in
      patches.lazy.map { (key: Patch.Site(place, token: $0.key), value: $0.value) }
    }.makeIterator()
  }
}

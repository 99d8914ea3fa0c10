import AttentionCore
import Testing

struct PatchesTests {
  private func site(_ part: Patch.Part, _ layer: Int, token: Int) -> Patch.Site {
    Patch.Site(Patch.Place(part, at: HeadID(layer: layer, index: 0)), token: token)
  }

  @Test func theyAreFoundByTheirVector() {
    var patches = Patches()
    #expect(patches.isEmpty && patches.count == 0)
    patches[site(.value, 3, token: 2)] = Patch([1], token: 2)
    patches[site(.value, 3, token: 5)] = Patch([2], token: 4)
    patches[site(.key, 3, token: 2)] = Patch([3], token: 2)
    #expect(patches.count == 3 && patches.vectors.count == 2)
    let place = Patch.Place(.value, at: HeadID(layer: 3, index: 0))
    #expect(patches[place].mapValues(\.vector) == [2: [1], 5: [2]])
    #expect(
      Set(patches.map(\.key)) == [
        site(.value, 3, token: 2), site(.value, 3, token: 5), site(.key, 3, token: 2),
      ])
    patches[site(.value, 3, token: 2)] = nil
    patches[site(.value, 3, token: 5)] = nil
    patches[site(.value, 3, token: 5)] = nil
    #expect(patches.count == 1 && patches[place].isEmpty && patches.vectors.count == 1)
  }

  /// What is named only is another state than what was read, so that all that was computed is anew.
  @Test func whatIsNamedIsReadOnce() {
    var (named, read) = (Patches(), Patches())
    let (first, second) = (site(.output, 1, token: 0), site(.output, 2, token: 0))
    named[first] = Patch(nil, of: .beside("a"), token: 3)
    named[second] = Patch(nil, of: .beside("a"), token: 4)
    #expect(named.unreadCount == 2)
    var interventions = Interventions()
    interventions.patches = named
    #expect(interventions.at(HeadID(layer: 1, index: 0)).leavesOutputs)
    // Another run's, and another token's, are others.
    read[first] = Patch([1], of: .before, token: 3)
    read[second] = Patch([2], of: .beside("a"), token: 5)
    named.take(read)
    #expect(named.unreadCount == 2)
    read[first] = Patch([1], of: .beside("a"), token: 3)
    let before = named
    named.take(read)
    #expect(named.unreadCount == 1 && named[first]?.vector == [1] && named != before)
    read[first] = Patch([9], of: .beside("a"), token: 3)
    named.take(read)
    #expect(named[first]?.vector == [1])
    named.removeUnread(of: before)
    #expect(named.count == 1 && named.unreadCount == 0 && named[second] == nil)
  }
}

import AttentionCore
import Explorer
import Canvas
import Views
import Scenes
import Testing

struct HeadSurveyTests {
  private func opened() throws -> Explorer {
    var explorer = Explorer.of(
      try Scene(sentence: "I went to the bank to deposit money.", query: 4))
    explorer.press(.right, .right, .character("a"))
    return explorer
  }

  @Test func showsEveryHeadInItsPlace() throws {
    let explorer = try opened()
    let survey = try #require(explorer.shown(HeadsView.self)?.survey)
    #expect(survey.entries.map(\.head) == explorer.sentence.source.allHeads)
    for entry in survey.entries {
      #expect(abs(entry.row.sum - 1) < 1e-9)
      #expect(entry.value == entry.row.entropy)
    }
  }

  @Test func isThereOnlyWhileItIsShown() throws {
    var explorer = try opened()
    explorer.press(.character("1"))
    #expect(explorer.shown(HeadsView.self)?.survey == nil)
  }

  @Test(arguments: [
    (HeadOrder.selected, 7), (.previous, 4), (.next, 6), (.first, 0), (.itself, 5),
  ])
  func sortsByTheWeightOnAToken(order: HeadOrder, token: Int) throws {
    var explorer = try opened()
    explorer.press(.character("A"))
    while explorer.shown(HeadsView.self)?.survey.order != order { explorer.press(.character("a")) }
    let survey = try #require(explorer.shown(HeadsView.self)?.survey)
    let weights = survey.entries.map { $0.row.weights[token] }
    #expect(weights == survey.entries.map(\.value))
    #expect(weights == weights.sorted(by: >))
    #expect(weights.count == 72 && weights[0] > weights[71])
    if order == .selected { #expect(survey.entries[0].head == HeadID(layer: 0, index: 4)) }
  }

  @Test func theLeastEntropyComesFirst() throws {
    var explorer = try opened()
    explorer.press(.character("A"), .character("a"), .character("a"))
    let values = try #require(explorer.shown(HeadsView.self)?.survey).entries.map(\.value)
    #expect(explorer.shown(HeadsView.self)?.survey.order == .entropy)
    #expect(values == values.sorted())
  }

  @Test func headsAreChosenInTheOrderShownAndEnterOpensOne() throws {
    var explorer = try opened()
    explorer.press(.character("A"), .character("a"))
    let heads = try #require(explorer.shown(HeadsView.self)?.survey).entries.map(\.head)
    #expect(explorer.sentence.head == heads[0])
    explorer.press(.character("]"), .character("]"))
    #expect(explorer.sentence.head == heads[2])
    explorer.press(.character("["), .character("["), .character("["))
    #expect(explorer.sentence.head == heads[71])
    let query = explorer.sentence.query
    explorer.press(.enter)
    #expect(explorer.view is RowView)
    #expect(explorer.sentence.head == heads[71])
    #expect(explorer.sentence.query == query)
  }

  @Test func theMapGoesThroughTheMeasuresAndKeepsHeadsInTheirPlaces() throws {
    var explorer = try opened()
    var orders: [HeadOrder] = []
    for _ in 0..<7 {
      let view = try #require(explorer.shown(HeadsView.self))
      #expect(view.survey.places.map(\.head) == explorer.sentence.source.allHeads)
      orders.append(view.survey.order)
      explorer.press(.character("a"))
    }
    #expect(orders == [.place, .selected, .previous, .next, .first, .itself, .change])
    #expect(explorer.shown(HeadsView.self)?.survey.order == .place)
    let head = explorer.sentence.head
    explorer.press(.character("a"), .character("]"), .character("}"))
    #expect(explorer.sentence.head == HeadID(layer: head.layer + 1, index: head.index + 1))
  }

  @Test func theListOpensFromAnywhereAndGoesAgain() throws {
    var explorer = try opened()
    #expect(explorer.shown(HeadsView.self)?.isList == false)
    explorer.press(.character("1"), .character("A"))
    #expect(explorer.shown(HeadsView.self)?.isList == true)
    explorer.press(.character("A"))
    #expect(explorer.shown(HeadsView.self)?.isList == false)
  }

  @Test func theChangeIsTheWeightThatTheEditsMoved() throws {
    var explorer = try opened()
    while explorer.shown(HeadsView.self)?.survey.order != .change {
      explorer.press(.character("a"))
    }
    #expect(explorer.shown(HeadsView.self)?.survey.places.allSatisfy { $0.value == 0 } == true)
    let before = try #require(explorer.shown(HeadsView.self)?.survey.places)
    explorer.press(.character("m"))
    let survey = try #require(explorer.shown(HeadsView.self)?.survey)
    let place = try #require(survey.places.firstIndex { $0.head == explorer.sentence.head })
    // What the mask took from one token went to the others.
    #expect(abs(survey.places[place].value - before[place].row.weights[7]) < 1e-9)
    let earlier = survey.places.prefix { $0.head.layer < explorer.sentence.head.layer }
    #expect(earlier.allSatisfy { $0.value == 0 })
    #expect(survey.scale == 1)
  }

  @Test func isLiveUnderEdits() throws {
    var explorer = try opened()
    explorer.press(.character("x"), .character("x"), .character("m"))
    let survey = try #require(explorer.shown(HeadsView.self)?.survey)
    #expect(survey.entries.allSatisfy { $0.row.weights[7] == 0 })
  }

  @Test func aSourceOfOneHeadShowsThatOne() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("a"))
    #expect(
      explorer.shown(HeadsView.self)?.survey.entries.map(\.head) == [HeadID(layer: 0, index: 0)])
  }
}

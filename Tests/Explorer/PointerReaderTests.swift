import AttentionCore
import Canvas
import Explorer
import Testing
import Views

struct PointerReaderTests {
  private var explorer: Explorer
  private var reader = PointerReader()

  init() { explorer = .of(bank, plain) }

  private mutating func point(_ action: Pointer.Action, at spot: Spot?) {
    switch reader.meaning(of: Pointer(action, row: 0, column: 0), at: spot, in: explorer) {
    case .key(let key)?: explorer.press(key)
    case .commands(let commands)?: explorer.update(commands)
    case nil: break
    }
  }

  private mutating func click(_ spot: Spot?) {
    point(.press(.left), at: spot)
    point(.release(.left), at: spot)
  }

  @Test mutating func aClickSelectsAndASecondOneMakesTheQuery() {
    let query = explorer.sentence.query
    for spot in [Spot.token(1), .bar(token: 2, weight: 0.5)] {
      click(spot)
      #expect(spot == .token(explorer.sentence.selected) || explorer.sentence.selected == 2)
    }
    #expect(explorer.sentence.query == query)
    click(.bar(token: 2, weight: 0.1))
    #expect(explorer.sentence.query == 2)
    click(.token(1))
    #expect(explorer.sentence.selected == 1 && explorer.sentence.query == 2)
    click(.token(1))
    #expect(explorer.sentence.query == 1)
    click(.cell(query: 3, key: 0))
    #expect(explorer.sentence.query == 3 && explorer.sentence.selected == 0)
    #expect(!explorer.analysis.isEdited)
  }

  @Test mutating func aClickChoosesInTheListAndASecondOneOpens() {
    explorer.press(.character("L"))
    click(.line(1))
    #expect(explorer.sentences.index == 0)
    point(.wheelUp, at: .line(1))
    point(.wheelDown, at: nil)
    click(.line(1))
    #expect(explorer.sentences.index == 1 && explorer.focus == .sentence)
  }

  @Test mutating func theWheelNudgesWhatIsUnderIt() throws {
    point(.wheelUp, at: .token(1))
    point(.wheelUp, at: .token(1))
    #expect(explorer.sentence.selected == 1)
    #expect(try #require(explorer.sentence.change(key: 1)).added == 0.2)
    point(.wheelDown, at: .bar(token: 0, weight: 0.3))
    #expect(try #require(explorer.sentence.change(key: 0)).added == -0.1)
    let before = explorer.sentence.interventions
    point(.wheelUp, at: nil)
    point(.wheelUp, at: .key(.up))
    #expect(explorer.sentence.interventions == before)
  }

  @Test(arguments: [0.05, 0.3, 0.9, 0, 1]) mutating func aBarIsDrawnToItsWeight(weight: Double) {
    let start = explorer.sentence.interventions
    point(.press(.left), at: .bar(token: 1, weight: 0.5))
    for spot in [Spot.bar(token: 1, weight: 0.7), .bar(token: 0, weight: weight), .token(3), nil] {
      point(.drag(.left), at: spot)
    }
    point(.release(.left), at: nil)
    #expect(explorer.sentence.selected == 1)
    // The score is moved by hundredths.
    #expect(abs(explorer.analysis.row.weights[1] - min(max(weight, 0.001), 0.999)) < 0.002)
    #expect(abs(explorer.analysis.row.sum - 1) < 1e-12)
    // All of it is one change.
    explorer.press(.character("u"))
    #expect(explorer.sentence.interventions == start)
  }

  @Test mutating func whatWasDoneBeforeABarIsDrawnStays() {
    explorer.press(.up)
    let start = explorer.sentence.interventions
    let selected = explorer.sentence.selected
    let weight = explorer.analysis.row.weights[selected]
    point(.press(.left), at: .bar(token: selected, weight: weight))
    // To where it is already, which changes nothing, and on from there.
    point(.drag(.left), at: .bar(token: selected, weight: weight))
    #expect(explorer.sentence.interventions == start)
    point(.drag(.left), at: .bar(token: selected, weight: 0.8))
    point(.release(.left), at: nil)
    explorer.press(.character("u"))
    #expect(explorer.sentence.interventions == start)
  }

  @Test mutating func aMaskedBarStaysAndSaysWhy() {
    explorer.press(.character("m"))
    let selected = explorer.sentence.selected
    point(.press(.left), at: .bar(token: selected, weight: 0.5))
    point(.drag(.left), at: .bar(token: selected, weight: 0.8))
    #expect(explorer.analysis.row.weights[selected] == 0)
    #expect(explorer.message?.text.contains("m takes the mask off") == true)
  }

  @Test mutating func aKeyIsPressedWhereItsNameStands() {
    click(.key(.character("2")))
    #expect(type(of: explorer.view).name == "matrix")
    click(.key(.character("?")))
    #expect(explorer.focus == .help(line: 0))
    point(.wheelDown, at: nil)
    #expect(explorer.focus == .help(line: 3))
    // Pressed elsewhere, or let go elsewhere, it is no click.
    point(.press(.left), at: .key(.escape))
    point(.release(.left), at: nil)
    point(.release(.left), at: .key(.escape))
    #expect(explorer.focus == .help(line: 3))
    // Under the help page nothing is taken hold of.
    click(.token(0))
    click(.key(.escape))
    #expect(explorer.focus == .sentence)
  }

  @Test mutating func otherButtonsAndMovementsMeanNothing() {
    let selected = explorer.sentence.selected
    for action in [Pointer.Action.press(.right), .press(.middle), .drag(.left), .move] {
      point(action, at: .bar(token: selected == 0 ? 1 : 0, weight: 0.5))
    }
    #expect(explorer.sentence.selected == selected && !explorer.analysis.isEdited)
  }

  @Test mutating func spotsThatAreGoneMeanNothing() {
    // A picture may be older than the state that the pointer meets.
    click(.token(400))
    click(.cell(query: 400, key: 1))
    click(.head(layer: 90, index: 90))
    point(.wheelUp, at: .token(400))
    #expect(explorer.sentence.query < explorer.sentence.tokens.count)
    #expect(explorer.sentence.selected < explorer.sentence.tokens.count)
  }

  @Test mutating func theMouseIsLeftToTheTerminalAndTakenBack() {
    #expect(explorer.mouse == .ofProgram)
    explorer.press(.character("Y"))
    #expect(explorer.mouse == .ofTerminal)
    #expect(explorer.message?.text.contains("Y takes it back") == true)
    explorer.press(.character("Y"))
    #expect(explorer.mouse == .ofProgram)
  }
}

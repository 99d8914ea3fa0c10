import AttentionCore
import Explorer
import Scenes
import Testing

struct PreparedScenesTests {
  private func reading(_ scenes: [Scene]) -> FileReading {
    scenes.reduce(into: FileReading()) { $0.append(FileReading($1, named: "a.json")) }
  }

  @Test func aSentenceIsCutIntoTokensOnce() throws {
    var options = OpeningOptions()
    options.edits = [try EditRequest("bank:river:mask:all")]
    for options in [OpeningOptions(), options] {
      let tally = Tally()
      try Tally.$current.withValue(tally) {
        let state = try Scene.ModelState(
          head: HeadID(layer: 3, index: 1), edits: [try EditRequest("by:bank:+1")])
        let scenes = PreparedScenes(
          reading([plain, try plain.with(start: .model(state)), plain]), options: options,
          models: models)
        var explorer = Explorer(try #require(OpenSentences(scenes)))
        for key in "nnppnC" { explorer.press(.character(key)) }
        #expect(explorer.sentences.count == 3)
      }
      #expect(tally.encodings == 3)
    }
  }

  /// A file of many lines opens at once.
  @Test func plainSentencesWaitUntilTheyAreShown() throws {
    let tally = Tally()
    try Tally.$current.withValue(tally) {
      let scenes = PreparedScenes(
        reading(Array(repeating: plain, count: 500)), models: models)
      let sentences = try #require(OpenSentences(scenes))
      #expect(sentences.count == 500)
    }
    #expect(tally.encodings == 1)
  }

  @Test func whatIsWrongWithASceneIsNotWhatIsWrongWithTheOptions() throws {
    var options = OpeningOptions()
    options.query = "deposit"
    let state = try Scene.ModelState(head: HeadID(layer: 9, index: 0))
    let scenes = PreparedScenes(
      reading([bank, plain, try plain.with(start: .model(state))]), options: options,
      models: models)
    #expect(scenes.count == 1)
    #expect(scenes.misfits.count == 1)
    #expect(scenes.misfits.first?.description.contains("deposit") == true)
    #expect(scenes.problems.count == 1)
    #expect(scenes.problems.first?.reason.contains("layers go from 0 to 5") == true)
  }

  @Test func aModelIsOpenedOnceForAllThatNameIt() throws {
    let scene = { (name: String) throws in
      try plain.with(start: .model(try Scene.ModelState(model: ModelReference(name))))
    }
    let (folder, none) = (model.folder, "./no-such-folder")
    let read = reading([try scene(folder), bank, try scene(none), try scene(folder + "/.")])
    var scenes = PreparedScenes(read, models: models)
    #expect(scenes.count == 3)
    #expect(scenes.problems.map(\.file) == ["a.json"])
    #expect(scenes.problems.first?.reason.contains(none) == true)
    let named = scenes.scene(at: 0).model
    #expect(named !== model && named.name == "all-MiniLM-L6-v2")
    #expect(scenes.scene(at: 1).model === model)
    var explorer = Explorer(try #require(OpenSentences(scenes)))
    #expect(explorer.modelName?.original == "all-MiniLM-L6-v2")
    let row = explorer.analysis.row
    explorer.press(.character("n"))
    #expect(explorer.modelName == nil)
    explorer.press(.character("n"), .character("n"))
    #expect(explorer.analysis.row == row && explorer.sentence.model === named)
    #expect(row == Sentence(plain).row)
    // It is saved with its name.
    #expect(try explorer.sentence.edited().modelState.model == ModelReference(folder))
  }

  @Test func theModelOfTheCommandLineGoesBefore() throws {
    let scene = try plain.with(
      start: .model(try Scene.ModelState(model: ModelReference("./no-such-folder"))))
    let chosen = ModelReference("mine")
    let prepared = try PreparedScene(scene, models: OpenModels(model, chosen: chosen))
    #expect(prepared.model === model)
    #expect(try Sentence(prepared).edited().modelState.model == chosen)
  }

  /// As many runs for all rows as for one: the sentence as it is, and with its edits.
  @Test func allRowsAreReadOffTheSameRun() throws {
    var options = OpeningOptions()
    options.edits = [try EditRequest("bank:river:mask:all")]
    let tally = Tally()
    try Tally.$current.withValue(tally) {
      let sentence = try Sentence(plain, options: options)
      let (queries, heads) = (Array(sentence.tokens.indices), sentence.source.allHeads)
      let analyses = sentence.analyses(queries: queries, heads: heads)
      var count = 0
      for analysis in analyses {
        if count % 97 == 0 {
          let place = sentence.withQuery(analysis.row.query).withHead(analysis.head)
          let alone = Tally.$current.withValue(nil) { RowAnalysis(place) }
          #expect(analysis.row == alone.row && analysis.nearest == alone.nearest)
          #expect(analysis.blend == alone.blend && analysis.final == alone.final)
          #expect(analysis.original == alone.original && analysis.probes == alone.probes)
          #expect(analysis.finalShift == alone.finalShift)
        }
        count += 1
      }
      #expect(count == queries.count * heads.count)
    }
    #expect(tally.passes == 2)
    #expect(tally.encodings == 1)
  }
}

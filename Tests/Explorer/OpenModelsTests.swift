import OpenedSentences
import Explorer
import Canvas
import Views
import Resources
import Scenes
import Testing

struct OpenModelsTests {
  @Test func aModelIsOpenedOnceForAllThatNameIt() throws {
    let scene = { (name: String) throws in
      try plain.with(start: .model(try Scene.ModelState(model: ModelReference(name))))
    }
    let (folder, none) = (model.folder, "./no-such-folder")
    var read = FileReading()
    for scene in [try scene(folder), bank, try scene(none), try scene(folder + "/.")] {
      read.append(FileReading(scene, named: "a.json"))
    }
    var scenes = PreparedScenes(read, models: models)
    #expect(scenes.count == 3)
    #expect(scenes.problems.map(\.file) == ["a.json"])
    #expect(scenes.problems.first?.reason.contains(none) == true)
    let named = try scenes.scene(at: 0).model
    #expect(named === model && named.name == "all-MiniLM-L6-v2")
    #expect(try scenes.scene(at: 1).model === model)
    var explorer = Explorer(try #require(try OpenSentences(scenes)))
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
    // It is told when the sentence opens, and when it is saved.
    var explorer = Explorer(
      OpenSentences(prepared, models: OpenModels(model, chosen: chosen)))
    #expect(
      explorer.message?.text
        == "the file asks for the model ./no-such-folder; --model all-MiniLM-L6-v2 goes before it")
    explorer.saved(to: "a.json", as: nil)
    #expect(
      explorer.message?.text
        == "saved to a.json, with mine as its model; it was ./no-such-folder")
  }

  @Test func theSameSentenceIsReadByAnotherModel() throws {
    let models = OpenModels(model, bundled: Resources.models)
    var explorer = Explorer(OpenSentences(try PreparedScene(plain, models: models), models: models))
    let row = explorer.analysis.row
    explorer.press(.shiftUp, .character("M"))
    #expect(explorer.sentence.model.name == "smollm2")
    #expect(explorer.sentence.edits.isEmpty)
    #expect(explorer.message?.text == "smollm2 reads it now; 1 edit stays with all-MiniLM-L6-v2")
    // Both stand beside each other.
    explorer.press(.character("C"))
    let other = try #require(explorer.shown(PairView.self)?.pair.other)
    #expect(other.model === model && other.edits.count == 1)
    explorer.press(.character("M"))
    #expect(explorer.sentence.model === model && explorer.sentence.edits.count == 1)
    explorer.press(.character("u"))
    #expect(explorer.analysis.row == row)
  }

  @Test func givenScoresAreReadByNoModel() {
    var explorer = Explorer.of(bank)
    explorer.press(.character("M"))
    #expect(explorer.message?.text.contains("no model reads given attention") == true)
  }

  @Test func aModelThatNobodyElseAskedForIsNotTold() throws {
    let reference = ModelReference("mine")
    let scene = try plain.with(start: .model(try Scene.ModelState(model: reference)))
    let chosen = OpenModels(model, chosen: reference)
    for scene in [scene, plain] {
      let prepared = try PreparedScene(scene, models: chosen)
      #expect(Sentence(prepared).warnings == [])
      var explorer = Explorer(OpenSentences(prepared, models: chosen))
      explorer.saved(to: "a.json", as: nil)
      #expect(explorer.message?.text == "saved to a.json")
    }
  }
}

import Foundation
import Scenes
import Testing

struct ModelReferenceTests {
  @Test func aFolderBesideTheFileGoesBeforeAName() throws {
    try withTemporaryFolder { folder in
      #expect(mkdir(folder + "/mine", 0o755) == 0)
      #expect(ModelReference("mine", in: folder).nameOrFolder == folder + "/mine")
      #expect(ModelReference("other/mine", in: folder).nameOrFolder == "other/mine")
      #expect(ModelReference("./none", in: folder).nameOrFolder == folder + "/./none")
      #expect(ModelReference("/mine", in: folder).nameOrFolder == "/mine")
      #expect(ModelReference("~/mine", in: folder).nameOrFolder == "~/mine")
      #expect(ModelReference("mine").nameOrFolder == "mine")
    }
  }

  /// Saved in the same folder it stays as it was written; elsewhere a path becomes a full one.
  @Test func aSavedSceneNamesTheSameModel() throws {
    try withTemporaryFolder { folder in
      for name in ["mine", "files", "others"] { #expect(mkdir("\(folder)/\(name)", 0o755) == 0) }
      for (written, here, there) in [
        ("../mine", "../mine", String(cString: try #require(realpath(folder + "/mine", nil)))),
        ("an-org/its-name", "an-org/its-name", "an-org/its-name"),
      ] {
        let reference = ModelReference(written, in: folder + "/files")
        let scene = try Scene(sentence: "a b").with(
          start: .model(try Scene.ModelState(model: reference)))
        for (place, expected) in [("files", here), ("others", there)] {
          let path = "\(folder)/\(place)/a.json"
          try SentenceFile.write(scene, to: path, replacing: FileVersion(at: path))
          let reopened = try #require(SentenceFile.read(path: path).scenes.first?.modelState.model)
          #expect(reopened.written == expected)
        }
      }
    }
  }

  @Test func weightsOfItsOwnNeedNoModel() throws {
    let json = Array(#"{"sentence": "a", "weights": [1], "model": "mine"}"#.utf8)
    let reading = SentenceFile.read(json, as: .json, name: "a.json")
    #expect(reading.scenes.isEmpty)
    #expect(reading.problems.first?.reason.hasPrefix("model belongs to a model's heads") == true)
  }
}

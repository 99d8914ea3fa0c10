import Foundation
import Scenes
import Testing

/// Every folder here is a program of its own: locks tell them apart as they tell programs.
struct EditsFolderTests {
  private let here = KeptSentence(mark: "0123456789abcdef", place: 0)

  @Test func whatIsKeptIsFoundByTheNextOneOnceNobodyHasIt() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/deep/edits"
      let first = EditsFolder(path: path)
      #expect(first.find(here).isEmpty)
      #expect(!FileManager.default.fileExists(atPath: path), "nothing is made for nothing")
      first.keep(try unsaved(1))
      first.keep(try unsaved(2))
      let names = try FileManager.default.contentsOfDirectory(atPath: path)
      #expect(names.count == 1)
      #expect(try permissions(path) == 0o700 && permissions(path + "/" + names[0]) == 0o600)
      #expect(EditsFolder(path: path).find(here).isEmpty, "another has it")
      #expect(EditsFolder(path: path).find(KeptSentence(mark: "0", place: 0)).isEmpty)
      #expect(first.finish() == ["2 edits"])
      let second = EditsFolder(path: path)
      #expect(second.find(here).map(\.scene) == [try scene(2)])
      #expect(EditsFolder(path: path).find(here).isEmpty)
      #expect(second.finish().isEmpty && first.problem == nil)
      #expect(EditsFolder(path: path).find(here).count == 1)
    }
  }

  @Test func itIsGoneWhenSavedOrTakenOff() throws {
    for standing in [EditsChange.Standing.saved, .gone] {
      try withTemporaryFolder { folder in
        let edits = EditsFolder(path: folder)
        edits.keep(try unsaved(1))
        edits.keep(EditsChange(here, standing))
        #expect(edits.finish().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      }
    }
  }

  @Test func savingItAtAnotherPlaceEndsItToo() throws {
    try withTemporaryFolder { folder in
      let edits = EditsFolder(path: folder)
      edits.keep(try unsaved(1))
      edits.letGo()
      edits.keep(EditsChange(KeptSentence(mark: here.mark, place: 1), .saved))
      #expect(edits.finish().isEmpty)
    }
  }

  @Test func whatIsTakenBackGoesOnInItsFile() throws {
    try withTemporaryFolder { folder in
      EditsFolder(path: folder).keep(try unsaved(1))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      let edits = EditsFolder(path: folder)
      #expect(edits.find(here).map(\.file) == names)
      edits.keep(try unsaved(2, takenBack: names))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == names)
      #expect(edits.finish() == ["2 edits"])
      #expect(EditsFolder(path: folder).find(here).map(\.scene) == [try scene(2)])
    }
  }

  @Test func newEditsLeaveWhatWasNotTakenBackUntilTheyAreSaved() throws {
    try withTemporaryFolder { folder in
      EditsFolder(path: folder).keep(try unsaved(1))
      let edits = EditsFolder(path: folder)
      let old = edits.find(here)
      edits.keep(try unsaved(2))
      edits.keep(EditsChange(here, .gone))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == old.map(\.file))
      edits.keep(try unsaved(3))
      edits.letGo()
      let later = EditsFolder(path: folder)
      #expect(Set(later.find(here).map(\.scene.causal)) == [true])
      later.keep(try unsaved(4))
      later.keep(EditsChange(here, .saved))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test func whatOlderOnesTakeThePlaceOfIsThereUntilTheEnd() throws {
    try withTemporaryFolder { folder in
      EditsFolder(path: folder).keep(try unsaved(1))
      let edits = EditsFolder(path: folder)
      let old = edits.find(here).map(\.file)
      edits.keep(try unsaved(2))
      edits.keep(try unsaved(1, takenBack: old))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
      #expect(edits.finish() == ["1 edits"])
      #expect(EditsFolder(path: folder).find(here).map(\.scene) == [try scene(1)])
    }
  }

  @Test func theSameSentenceOpenTwiceHasTwoFiles() throws {
    try withTemporaryFolder { folder in
      let there = KeptSentence(mark: here.mark, place: 1)
      let edits = EditsFolder(path: folder)
      edits.keep(try unsaved(1))
      edits.keep(EditsChange(there, .unsaved(try scene(2), summary: "2")))
      edits.keep(EditsChange(there, .gone))
      edits.letGo()
      #expect(EditsFolder(path: folder).find(here).map(\.scene) == [try scene(1)])
    }
  }

  @Test func theOldestGoWhereThereAreTooMany() throws {
    try withTemporaryFolder { folder in
      let held = EditsFolder(path: folder)
      held.keep(try unsaved(1))
      for number in 0..<EditsFolder.most + 20 {
        let other = KeptSentence(mark: "m\(number)-", place: 0)
        EditsFolder(path: folder).keep(EditsChange(other, .unsaved(try scene(2), summary: "")))
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names.count == EditsFolder.most)
      #expect(names.contains { $0.hasPrefix(here.mark) }, "what is in use stays")
      #expect(names.contains { $0.hasPrefix("m\(EditsFolder.most + 19)-") })
      #expect(!names.contains { $0.hasPrefix("m0-") })
    }
  }

  @Test func whatIsDamagedOrHalfWrittenIsNotGivenBack() throws {
    try withTemporaryFolder { folder in
      for (name, text) in [
        ("1.json", "{"), ("2.json", ""), ("3.json.new", "{\"sentence\": \"a\"}"),
      ] {
        try text.write(
          toFile: "\(folder)/\(here.mark)-\(name)", atomically: false, encoding: .utf8)
      }
      #expect(symlink("/etc/passwd", "\(folder)/\(here.mark)-4.json") == 0)
      let edits = EditsFolder(path: folder)
      #expect(edits.find(here).isEmpty)
      edits.keep(try unsaved(1))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names.count == 4 && !names.contains { $0.hasSuffix(".new") })
    }
  }

  @Test func aFolderThatCannotBeWrittenIsTold() throws {
    try withTemporaryFolder { folder in
      try "".write(toFile: folder + "/file", atomically: false, encoding: .utf8)
      let edits = EditsFolder(path: folder + "/file/edits")
      edits.keep(try unsaved(1))
      let problem = edits.problem
      #expect(problem?.contains(folder + "/file/edits") == true)
      edits.keep(try unsaved(2))
      #expect(edits.problem == problem && edits.finish().isEmpty)
    }
  }

  @Test func withoutAFolderNothingIsKept() throws {
    #expect(EditsFolder.path(environment: [:]) == nil)
    #expect(
      EditsFolder.path(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/attnviz/edits")
    let edits = EditsFolder(path: nil)
    edits.keep(try unsaved(1))
    #expect(edits.find(here).isEmpty && edits.finish().isEmpty && edits.problem == nil)
  }

  private func scene(_ number: Int) throws -> Scene {
    try Scene(sentence: "one two three four five six", query: number, causal: true)
  }

  private func unsaved(_ number: Int, takenBack: [String] = []) throws -> EditsChange {
    EditsChange(
      here, .unsaved(try scene(number), summary: "\(number) edits"), takenBack: takenBack)
  }

  private func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}

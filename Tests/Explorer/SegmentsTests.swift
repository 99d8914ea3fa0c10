import Explorer
import Models
import OpenedSentences
import Scenes
import Testing
import Text

/// Two sentences that a model reads as one text.
struct SegmentsTests {
  private func scene(_ json: String) throws -> Scene {
    let reading = SentenceFile.read(Array(json.utf8), as: .json, name: "a.json")
    return try #require(reading.scenes.first, "\(reading.problems)")
  }

  private static let json =
    #"{"sentence": "We sat down.", "beside": "It was late.", "segments": true}"#

  @Test func bothAreReadTogether() throws {
    let sentence = Sentence(try scene(Self.json))
    #expect(
      sentence.tokens.map(\.spelling) == [
        "[CLS]", "we", "sat", "down", ".", "[SEP]", "it", "was", "late", ".", "[SEP]",
      ])
    #expect(sentence.tokenKinds == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    #expect(sentence.besideText == nil)
    // Another sentence of the same tokens, all of the first kind, is another input.
    let plain = model.transformer.read(try #require(sentence.ids))
    let own = try #require(sentence.source.original.final(1))
    #expect(own != plain.final(token: 1))
  }

  @Test func theCommandLineAsksForItToo() throws {
    var options = OpeningOptions()
    options.segments = true
    options.beside = SafeText("It was late.")
    let sentence = try Sentence(try Scene(sentence: "We sat down."), options: options)
    #expect(sentence.tokenKinds == Sentence(try scene(Self.json)).tokenKinds)
    options.beside = nil
    let other = try Sentence(try scene(Self.json), options: options)
    #expect(other.ids == sentence.ids)
    do {
      _ = try Sentence(try Scene(sentence: "We sat down."), options: options)
      Issue.record("opened")
    } catch {
      #expect("\(error)".contains("there is no second sentence to read with it"))
    }
  }

  /// What is saved opens as the same two.
  @Test func itIsSavedAndOpensAgain() throws {
    let sentence = Sentence(try scene(Self.json)).withQuery(7)
    let saved = try sentence.edited()
    #expect(saved.second?.original == "It was late.")
    let again = Sentence(saved)
    #expect(again.ids == sentence.ids && again.tokenKinds == sentence.tokenKinds)
    #expect(again.query == 7)
  }

  @Test func aSecondSentenceIsNeeded() throws {
    let reading = SentenceFile.read(
      Array(#"{"sentence": "We sat.", "segments": true}"#.utf8), as: .json, name: "a.json")
    #expect(reading.scenes.isEmpty)
    #expect(reading.problems.first?.reason.contains("segments needs the second") == true)
  }
}

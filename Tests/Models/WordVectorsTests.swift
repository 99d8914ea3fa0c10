import AttentionCore
import Foundation
import Models
import Resources
import Testing

@Suite struct WordVectorsTests {
  private static let bundled = Result { try WordVectors(folder: Resources.model) }
  private let vectors: WordVectors

  init() throws {
    vectors = try Self.bundled.get()
  }

  private struct Reference: Decodable {
    let words: [String]
    let weights: [Float]
    let blend_first8: [Float]
    let blend_norm: Float
    let nearest: [Neighbor]
    let probes: [String: Float]
    let similarity_weights: [[Float]]

    struct Neighbor: Decodable {
      let word: String
      let cosine: Float

      init(from decoder: any Decoder) throws {
        var pair = try decoder.unkeyedContainer()
        word = try pair.decode(String.self)
        cosine = try pair.decode(Float.self)
      }
    }
  }

  @Test func ofAWordWithoutAnyPieceNothingIsKnown() {
    for word in ["river", "riverbanksy", "River", "日本x"] { #expect(vectors.knows(word), "\(word)") }
    for word in ["ᎣᏏᏲ", "", " ", "[UNK]"] { #expect(!vectors.knows(word), "\(word)") }
  }

  private static func references() throws -> [Reference] {
    try JSONDecoder().decode([Reference].self, from: Fixture.data("word-vectors.json"))
  }

  private func blend(_ reference: Reference) -> [Float] {
    var blend = [Float](repeating: 0, count: vectors.dimension)
    for (word, weight) in zip(reference.words, reference.weights) {
      for (column, number) in vectors.vector(of: word).enumerated() {
        blend[column] += weight * number
      }
    }
    return blend
  }

  private func close(_ a: [Float], _ b: [Float]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-4 }
  }

  @Test func blendsAreThoseOfTheReference() throws {
    for reference in try Self.references() {
      let blend = blend(reference)
      #expect(close(Array(blend.prefix(8)), reference.blend_first8))
      let norm = blend.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(close([norm], [reference.blend_norm]))
    }
  }

  @Test func nearestWordsAndProbesAreThoseOfTheReference() throws {
    for reference in try Self.references() {
      let blend = blend(reference)
      let nearest = vectors.nearest(to: blend, count: reference.nearest.count)
      #expect(nearest.map(\.word) == reference.nearest.map(\.word))
      #expect(close(nearest.map(\.cosine), reference.nearest.map(\.cosine)))
      for (word, expected) in reference.probes {
        #expect(close([cosine(blend, vectors.vector(of: word))], [expected]))
      }
    }
  }

  @Test func similaritiesAreThoseOfTheReference() throws {
    for reference in try Self.references() {
      let words = reference.words.map(vectors.vector)
      for (query, expected) in zip(words, reference.similarity_weights) {
        let exponentials = words.map { exp(cosine(query, $0) / 0.2) }
        let sum = exponentials.reduce(0, +)
        #expect(close(exponentials.map { $0 / sum }, expected))
      }
    }
  }

  @Test func vectorOfAWordIsTheMeanOfItsPieces() {
    let (token, ending) = (vectors.vector(of: "[CLS]"), vectors.vector(of: "[SEP]"))
    let both = zip(token, ending).map { ($0 + $1) / 2 }
    #expect(close(vectors.vector(of: "[CLS][SEP]"), both))
  }

  @Test func piecesHaveVectorsByTheirNumbers() {
    let pieces = vectors.tokenizer.pieces(of: "unaffable").map(\.id)
    #expect(pieces.count > 1)
    #expect(vectors.vector(ofPieces: pieces) == vectors.vector(of: "unaffable"))
    #expect(vectors.vector(ofPieces: []).allSatisfy { $0 == 0 })
    #expect(vectors.vector(ofPieces: [-1, .max]).allSatisfy { $0 == 0 })
  }

  @Test func wordWithoutPiecesHasNoDirection() {
    let zero = vectors.vector(of: " ")
    #expect(zero == Array(repeating: 0, count: 384))
    #expect(vectors.nearest(to: zero, count: 8).isEmpty)
    #expect(cosine(zero, vectors.vector(of: "bank")) == 0)
  }

  @Test func cosineOfWhatCannotBeCompared() {
    #expect(cosine([1, 2], [1, 2, 3]) == 0)
    #expect(cosine([Float](), []) == 0)
  }

  private func write(_ shape: String, to model: TemporaryModel) throws {
    try model.write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\na\n".utf8)
    try model.writeTensors(
      #"{"bert.embeddings.word_embeddings.weight":"#
        + #"{"dtype":"F32","shape":\#(shape),"data_offsets":[0,32]}}"#,
      TemporaryModel.bytes([Float](repeating: 1, count: 8)))
  }

  @Test func modelUnderTheNameBert() throws {
    let model = try TemporaryModel()
    try write("[4,2]", to: model)
    let vectors = try WordVectors(folder: model.folder)
    #expect(vectors.dimension == 2)
    #expect(vectors.vector(of: "[CLS]") == [1, 1])
    #expect(vectors.nearest(to: [1, 1], count: 5).isEmpty)
  }

  @Test func numbersThatAreNotFinite() throws {
    let model = try TemporaryModel()
    try write("[4,2]", to: model)
    try WordVectors(folder: model.folder).checkFinite()
    let numbers: [Float] = [1, 1, 1, 1, 1, .infinity, 1, 1]
    let path = try model.writeTensors(
      #"{"embeddings.word_embeddings.weight":"#
        + #"{"dtype":"F32","shape":[4,2],"data_offsets":[0,32]}}"#, TemporaryModel.bytes(numbers))
    let vectors = try WordVectors(folder: model.folder)
    #expect(
      throws: ModelFileError(
        file: path,
        reason:
          "the tensor embeddings.word_embeddings.weight has infinity at [2, 1]; every weight must "
          + "be a finite number, so this model can't be used")
    ) { try vectors.checkFinite() }
  }

  @Test(arguments: ["[2,4]", "[8]", "[2,2,2]"])
  func tableOfAnotherShape(shape: String) throws {
    let model = try TemporaryModel()
    try write(shape, to: model)
    let error = #expect(throws: ModelFileError.self) { try WordVectors(folder: model.folder) }
    #expect(error?.file == model.folder + "/model.safetensors")
  }

  @Test func folderWithoutAModel() throws {
    let folder = try TemporaryModel().folder
    let error = #expect(throws: ModelFileError.self) { try WordVectors(folder: folder) }
    #expect(error?.file == folder)
    #expect(error?.reason == "has no vocabulary; it should be in vocab.txt or tokenizer.json")
  }
}

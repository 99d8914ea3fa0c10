import Foundation
import Models
import Testing

/// Which tokenizer a folder has.
@Suite struct TokenizerFolderTests {
  private let folder: TemporaryModel

  init() throws {
    folder = try TemporaryModel()
  }

  @Test func nothingThere() throws {
    #expect(
      throws: ModelFileError(
        file: folder.folder,
        reason: "has no vocabulary; it should be in vocab.txt or tokenizer.json")
    ) { try Tokenizer(folder: folder.folder) }
  }

  /// The first files did not name the kind.
  @Test(arguments: [
    (#"{"vocab": [["<unk>", 0], ["a", -1]], "unk_id": 0}"#, "", [1]),
    (#"{"vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]}"#, "ByteLevel", [0]),
    (
      ###"{"vocab": {"[UNK]": 0, "a": 1}, "continuing_subword_prefix": "##"}"###,
      "BertPreTokenizer", [1]
    ),
  ])
  func kindsThatAreNotNamed(model: String, words: String, ids: [Int]) throws {
    let words = words.isEmpty ? "null" : #"{"type": "\#(words)", "add_prefix_space": false}"#
    try folder.write("tokenizer.json", #"{"pre_tokenizer": \#(words), "model": \#(model)}"#.utf8)
    try folder.write(
      "tokenizer_config.json", #"{"tokenizer_class": "PreTrainedTokenizerFast"}"#.utf8)
    #expect(try Tokenizer(folder: folder.folder).encode("a").map(\.id) == ids)
  }
}

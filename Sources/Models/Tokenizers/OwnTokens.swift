/// How a family spells the tokens of its own in a vocabulary of word pieces.
struct OwnTokens: Sendable {
  /// What stands for a word that cannot be cut into pieces.
  let unknown: String
  /// What stands before a text, and after it.
  let first, last: String
  /// What fills a text up, and what hides a word.
  let filler, mask: String
  /// Whether all is as RoBERTa has it: the mask takes up the white space before it, and `last` stands
  /// twice between two texts, which are of one kind.
  var areAsRobertas = false
  /// Whose vocabulary it is.
  let owner: String

  static let bert = OwnTokens(
    unknown: "[UNK]", first: "[CLS]", last: "[SEP]", filler: "[PAD]", mask: "[MASK]",
    owner: "a BERT")
  static let mpnet = OwnTokens(
    unknown: "[UNK]", first: "<s>", last: "</s>", filler: "<pad>", mask: "<mask>",
    areAsRobertas: true, owner: "an MPNet")
}

import JSON
import Scenes
import Text

/// Makes training sets of what `training.json` says, and says on which line it can't.
enum TrainingSetDecoder {
  /// The most sentences of one meaning, so that a step of learning stays short.
  private static let mostSentences = 100

  /// The sets by their names.
  ///
  /// - Throws: what is wrong, on which line, and what would be right.
  static func sets(_ value: JSONValue) throws(Flaw) -> [String: TrainingSet] {
    guard case .object(let members) = value.content else {
      throw Flaw(line: value.line, reason: "training is an object of names and training sets")
    }
    var sets: [String: TrainingSet] = [:]
    for (name, value) in members {
      guard sets.updateValue(try set(value), forKey: name.text) == nil else {
        throw Flaw(
          line: value.line, reason: "\(quoted(name.text)) is given twice; keep one of them")
      }
    }
    return sets
  }

  private static func set(_ value: JSONValue) throws(Flaw) -> TrainingSet {
    let object = try JSONObject(value, "a training set", keys: ["word", "meanings"])
    let meanings = try object.member("meanings") { (value, name) throws(Flaw) in
      try JSONObject.array(value, name) { (value, _) throws(Flaw) in
        try JSONObject(value, "a meaning", keys: ["name", "sentences", "unseen"])
      }
    }
    guard let word = try object.string("word"), let meanings, meanings.count == 2 else {
      throw Flaw(
        line: object.line, reason: "a training set needs the word and the two meanings that it has")
    }
    guard let first = try meanings[0].text("name"), let second = try meanings[1].text("name") else {
      throw Flaw(line: object.line, reason: "each meaning needs a name")
    }
    var (seen, unseen): ([TrainingSet.Example], [TrainingSet.Example]) = ([], [])
    for (place, meaning) in meanings.enumerated() {
      let known = try examples(meaning, "sentences", of: word, isSecond: place == 1)
      guard !known.isEmpty else {
        throw Flaw(line: meaning.line, reason: "the meaning has no sentences; give at least one")
      }
      seen += known
      unseen += try examples(meaning, "unseen", of: word, isSecond: place == 1)
    }
    return TrainingSet(first: first, second: second, seen: seen, unseen: unseen)
  }

  private static func examples(
    _ meaning: JSONObject, _ key: String, of word: String, isSecond: Bool
  ) throws(Flaw) -> [TrainingSet.Example] {
    let examples = try meaning.member(key) { (value, name) throws(Flaw) in
      try JSONObject.array(value, name) { (value, name) throws(Flaw) in
        let sentence = try JSONObject.text(value, name)
        let words = words(in: sentence.original)
        guard let query = words.firstIndex(where: { $0.lowercased() == word.lowercased() }) else {
          throw Flaw(
            line: value.line, reason: "\(name) does not have the word \(quoted(word)); write it in")
        }
        return TrainingSet.Example(
          words: words.map { SafeText($0) }, query: query, isSecond: isSecond)
      }
    }
    guard examples?.count ?? 0 <= mostSentences else {
      throw Flaw(
        line: meaning.line,
        reason: "\(key) has \(examples?.count ?? 0) sentences; it may have \(mostSentences)")
    }
    return examples ?? []
  }
}

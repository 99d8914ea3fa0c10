import AttentionCore
import Models

/// Sentences of *bank*, one cue of which of its two meanings it has, and chance words for the rest:
/// what learners with and without attention are trained on beside each other.
struct OneWordThatMatters: Sendable {
  private static let cues = [
    words("river stream water fished boat reeds swam flood canoe shore"),
    words("money deposit loan account cash savings mortgage interest cheque clerk"),
  ]
  private static let unseen = [
    words("lake otter raft ducks muddy current rowed fish"),
    words("dollars borrowed credit shares fees debt paid finance"),
  ]
  private static let fillers = words(
    """
    the a on in at by for with from to and or but so then when while after before again soon now there \
    here this that these some every other many old new small large long short red blue green white \
    early late slowly quickly quiet loud morning evening summer winter monday people children woman \
    man friend teacher letter table chair window street house garden book story song colour hour week \
    year walked talked thought looked heard said told knew found left came went made took gave saw \
    kept began
    """)

  /// How many sentences are learned from, and how many others there are, with cues of their own.
  static let knownCount = 160
  static let unknownCount = 200

  /// The sentences that are learned from.
  let known: [TrainingSentence]
  /// The others, and where their cues stand.
  let unknown: [(sentence: TrainingSentence, cue: Int)]

  /// - Parameter count: how many words a sentence has.
  init(words count: Int, from words: WordVectors) {
    let all = ["bank"] + Self.cues.joined() + Self.fillers
    let length = all.reduce(Float(0)) { sum, word in
      sum + words.vector(of: word).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    let scale = length > 0 ? Float(all.count) / length : 1
    let vectors = Dictionary(
      uniqueKeysWithValues: Set(all + Self.unseen.joined()).map { word in
        (word, words.vector(of: word).map { $0 * scale })
      })
    known = Self.sentences(Self.knownCount, count, Self.cues, seed: 1, vectors).map(\.sentence)
    unknown = Self.sentences(Self.unknownCount, count, Self.unseen, seed: 1001, vectors)
  }

  private static func sentences(
    _ count: Int, _ length: Int, _ cues: [[String]], seed: UInt64, _ vectors: [String: [Float]]
  ) -> [(sentence: TrainingSentence, cue: Int)] {
    var random = NormalNumbers(seed: seed)
    func chance(_ count: Int) -> Int { min(count - 1, Int(random.uniform() * Double(count))) }
    return (0..<count).compactMap { place in
      var words = (0..<length).map { _ in fillers[chance(fillers.count)] }
      let (query, other) = (chance(length), chance(length - 1))
      let cue = other < query ? other : other + 1
      let meanings = cues[place % 2]
      words[query] = "bank"
      words[cue] = meanings[chance(meanings.count)]
      guard let matrix = Matrix(words.compactMap { vectors[$0] }) else { return nil }
      return (TrainingSentence(matrix, query: query, isSecond: place % 2 == 1), cue)
    }
  }

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}

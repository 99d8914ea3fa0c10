import AttentionCore

/// How the weight of one key comes about and what becomes of it, step by step: score, edit,
/// temperature, softmax, and the weighted value in the sum that is the blended vector.
public struct Computation: Sendable {
  /// The tokens of the source that it is about; where pieces are joined, the first of each.
  public let pair: Pair
  /// How many pairs of tokens the selected weight stands for: more than one where pieces are
  /// joined.
  public let pairs: Int
  /// Their texts.
  public let query, key: Token
  /// What the score is made of; `nil` where it is given as it is.
  public let factors: ScoreFactors?
  /// The score as the source has it.
  public let score: Double
  /// What edits did to it.
  public let change: ScoreChange
  /// Whether the causal mask hides the key, since it stands after the query.
  public let isAfterQuery: Bool
  /// The score after edits and causal mask; −∞ where masked.
  public let edited: Double
  /// What it is divided by.
  public let temperature: Temperature
  /// The largest score of the row, after edits and mask; −∞ where all are masked.
  private let largestScore: Double
  /// exp of what is left.
  public let power: Double
  /// The sum of these over all n keys, which softmax divides by; 0 where all are masked.
  public let denominator: Double
  /// The weight.
  public let weight: Double
  /// The value vector of the key, d numbers.
  public let value: [Float]
  /// Σ α·v over the keys up to this one, d numbers.
  public let runningSum: [Float]
  /// Σ α·v over all keys, d numbers: the blended vector.
  public let blend: [Float]
  /// How many keys there are.
  public let count: Int

  /// The score after the edits, divided by the temperature.
  public var quotient: Double { edited / temperature.value }
  /// The largest quotient of the row, which softmax subtracts; −∞ where all are masked.
  public var largest: Double { largestScore / temperature.value }
  /// What is left of the key's quotient then: finite also where a quotient is too large a number.
  public var remainder: Double { (edited - largestScore) / temperature.value }
  /// The key's share of the blend, d numbers.
  public var weighted: [Float] { value.map { Float(weight) * $0 } }

  /// - Complexity: O(n · d).
  public init(_ sentence: Sentence, _ attention: any Attention) {
    let pair = Pair(
      query: sentence.layout.groups[sentence.query].lowerBound,
      key: sentence.layout.groups[sentence.selected].lowerBound)
    let head = sentence.head
    let original = attention.scores(head, query: pair.query)
    let here = sentence.interventions.at(head)
    let row = AttentionRow(query: pair.query, original: original, interventions: here)
    let values = attention.values(head)
    self.pair = pair
    pairs = sentence.pairs.count
    query = sentence.sourceTokens.tokens[pair.query]
    key = sentence.sourceTokens.tokens[pair.key]
    factors = attention.factors(head, pair)
    score = original[pair.key]
    change = here[pair]
    isAfterQuery = here.isCausal && pair.key > pair.query
    edited = row.scores[pair.key]
    temperature = here.temperature
    let steps = SoftmaxSteps(row.scores, temperature: here.temperature)
    largestScore = steps.largest
    power = steps.powers[pair.key]
    denominator = steps.denominator
    weight = row.weights[pair.key]
    value = Array(values[pair.key])
    let kept = row.weights.enumerated().map { $0 <= pair.key ? $1 : 0 }
    runningSum = AttentionCore.blend(kept, of: values)
    blend = AttentionCore.blend(row.weights, of: values)
    count = original.count
  }
}

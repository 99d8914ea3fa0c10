import AttentionCore
import Text

/// Something that many heads do whatever the text is about.
public enum HeadPattern: String, CaseIterable, Sendable {
  /// They look at the token before.
  case previousToken = "previous token"
  /// They look at what followed the same token when it last stood there (Olsson and others, 2022, arXiv
  /// 2209.11895).
  case induction
  /// They look at the same token where it stood before.
  case duplicate
  /// They look at the first token of all, which says that they have nothing to look at.
  case firstToken = "first token"
  /// They look at all tokens that are the same, the query itself among them.
  case sameWord = "same word"
}

/// How much each head of a model follows each pattern: the mean weight that it puts there, on a random text
/// that is repeated, in which nothing else is to be found.
public struct HeadPatterns: Equatable, Sendable {
  /// What each head scores, layer by layer; each from 0 to 1.
  public let scores: [HeadPattern: [Float]]
  /// How many heads a layer has.
  private let heads: Int

  /// - Returns: `nil` where they are not scores of that many heads.
  public init?(_ scores: [HeadPattern: [Float]], layers: Int, heads: Int) {
    let areScores = HeadPattern.allCases.allSatisfy { pattern in
      guard let own = scores[pattern] else { return false }
      return own.count == layers * heads && own.allSatisfy { (0...1.001).contains($0) }
    }
    guard areScores else { return nil }
    (self.scores, self.heads) = (scores, heads)
  }

  /// What `head` scores.
  public subscript(pattern: HeadPattern, head: HeadID) -> Double {
    let own = scores[pattern] ?? []
    let place = head.layer * heads + head.index
    return own.indices.contains(place) ? Double(own[place]) : 0
  }

  /// What a head must score to be called after a pattern.
  private static let least = 0.4

  /// The pattern that `head` is called after; `nil` where it follows none.
  public func name(of head: HeadID) -> HeadPattern? {
    // Who looks at a duplicate looks at the same word: the wider pattern counts where no other does.
    let narrow = HeadPattern.allCases.filter { $0 != .sameWord }
    let best = narrow.max { self[$0, head] < self[$1, head] }
    return [best, .sameWord].compactMap(\.self).first { self[$0, head] >= Self.least }
  }
}

extension LanguageModel {
  /// What its heads do on a repeated text; `nil` where it can't read one.
  ///
  /// - Complexity: that of a pass over 80 tokens, and of all weights in it.
  public func headPatterns() -> HeadPatterns? {
    guard let text = RepeatedText(self) else { return nil }
    let pass = transformer.read(text.ids)
    var scores: [HeadPattern: [Float]] = [:]
    for layer in 0..<shape.layers {
      for index in 0..<shape.heads {
        let own = text.scores(pass.weights(HeadID(layer: layer, index: index)))
        for (pattern, score) in own { scores[pattern, default: []].append(score) }
      }
    }
    return HeadPatterns(scores, layers: shape.layers, heads: shape.heads)
  }

  /// What tells the model from others: its shape, and what it makes of a few tokens, on which all of its
  /// weights have a part. It may be another on another processor.
  ///
  /// - Complexity: that of a pass over a few tokens.
  public func mark() -> UInt64 {
    var mark = FowlerNollVo()
    for byte in transformer.type.utf8 { mark.addBytes(of: UInt64(byte)) }
    for size in [shape.layers, shape.heads, shape.hiddenSize, shape.vocabularySize] {
      mark.addBytes(of: UInt64(size))
    }
    let words = tokenizer.words
    let ids = (0..<min(8, transformer.longestSentence)).map { place in
      words.isEmpty ? place % shape.vocabularySize : words[place * 7919 % words.count]
    }
    for number in transformer.read(ids).final(token: ids.count - 1) {
      mark.addBytes(of: UInt64(number.bitPattern))
    }
    return mark.sum
  }
}

/// A text of random tokens, and the same once more, with the model's own tokens around it.
private struct RepeatedText {
  let ids: [Int]
  /// Where the text begins, and after how many tokens it is repeated.
  let start, period: Int

  private static let period = 40

  /// - Returns: `nil` where the model reads too few tokens, or has too few.
  init?(_ model: LanguageModel) {
    let own = model.tokenizer.encode("").map(\.id)
    let count = model.tokenizer.vocabulary.count
    start = min(1, own.count)
    period = min(Self.period, (model.transformer.longestSentence - own.count) / 2)
    // Of a smaller vocabulary the same tokens would be drawn again and again.
    guard period > 1, count >= 10 * period else { return nil }
    var random = RandomNumbers(seed: 1)
    var text: [Int] = []
    // A vocabulary with hardly any other tokens than those of a model's own is none to draw from.
    for _ in 0..<100 * period where text.count < period {
      let id = Int(random.next() % UInt64(count))
      if !text.contains(id), !Self.isOwn(model.tokenizer.spelling(of: id)) { text.append(id) }
    }
    guard text.count == period else { return nil }
    ids = own.prefix(1) + text + text + own.dropFirst()
  }

  /// Whether a token is one of those that no text has, by its spelling: `[unused7]`, `<|im_end|>`.
  private static func isOwn(_ spelling: String) -> Bool {
    spelling.count > 2
      && (spelling.hasPrefix("<") && spelling.hasSuffix(">")
        || spelling.hasPrefix("[") && spelling.hasSuffix("]"))
  }

  /// The mean of the weights that lie where each pattern has them.
  func scores(_ weights: [[Float]]) -> [HeadPattern: Float] {
    let text = start..<start + 2 * period
    let again = start + period..<start + 2 * period
    let mean = { (queries: Range<Int>, weight: (Int) -> Float) in
      min(1, queries.reduce(0) { $0 + weight($1) } / Float(queries.count))
    }
    return [
      .previousToken: mean(start + 1..<text.upperBound) { weights[$0][$0 - 1] },
      .induction: mean(again) { weights[$0][$0 - period + 1] },
      .duplicate: mean(again) { weights[$0][$0 - period] },
      .firstToken: mean(max(1, start)..<text.upperBound) { weights[$0][0] },
      .sameWord: mean(text) { query in
        weights[query][query]
          + weights[query][query < again.lowerBound ? query + period : query - period]
      },
    ]
  }
}

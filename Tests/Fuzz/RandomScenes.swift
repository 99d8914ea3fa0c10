import AttentionCore
import RandomText
import Resources
import Scenes

/// The built-in sentences, and scenes of random words and numbers.
enum RandomScenes {
  private static let builtIn = SentenceFile.read(folder: Resources.sentences).scenes

  /// One to four scenes.
  static func some(using random: inout SeededGenerator) -> [Scene] {
    (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in
      random.isOne(in: 3)
        ? random.one(of: builtIn) : made(using: &random)
    } + [builtIn[0]]
  }

  private static let edges: [Double] = [
    0, -0.0, 1, -1, 5, 0.1, -0.1, 1e-308, .leastNonzeroMagnitude, 1e4, -1e4, 700, -700, 1e38, -1e38,
    3.4e38, 1e300,
    -1e300, 1.7e308, -1.7e308, 0x1p53,
  ]

  static func number(using random: inout SeededGenerator) -> Double {
    Bool.random(using: &random)
      ? Double.random(in: -5...5, using: &random) : random.one(of: edges)
  }

  private static func score(using random: inout SeededGenerator) -> Double {
    random.isOne(in: 6) ? -.infinity : number(using: &random)
  }

  /// A scene of random parts; `nil` where they do not fit, as they seldom do not.
  private static func made(using random: inout SeededGenerator) -> Scene? {
    let most = random.one(of: [1, 2, 8, 8, 8, 8, 8, 30, 120])
    let tokens = (0..<Int.random(in: 1...most, using: &random)).map { _ in word(using: &random) }
    let n = tokens.count
    var scores: GivenScores?
    switch Int.random(in: 0..<3, using: &random) {
    case 0: scores = .row((0..<n).map { _ in score(using: &random) })
    case 1 where n <= 30:
      scores = .matrix((0..<n).map { _ in (0..<n).map { _ in score(using: &random) } })
    default: break
    }
    let d = Int.random(in: 1...5, using: &random)
    let hasValues = Bool.random(using: &random)
    let values = (0..<n).map { _ in
      (0..<d).map { _ in Float(min(max(number(using: &random), -3e38), 3e38)) }
    }
    let isText = Bool.random(using: &random)
    let temperatures = [0.001, 0.5, 1, 1, 1, 2, 1000]
    return try? Scene(
      sentence: isText ? tokens.joined(separator: " ") : nil,
      tokens: isText && scores == nil && !hasValues ? nil : tokens,
      title: Bool.random(using: &random) ? randomText(length: 12, using: &random) : nil,
      query: Bool.random(using: &random) ? Int.random(in: 0..<n, using: &random) : nil,
      scores: scores, values: hasValues ? Matrix(values) : nil,
      dimensions: hasValues && Bool.random(using: &random)
        ? (0..<d).map { _ in randomText(length: 5, using: &random) } : nil,
      probes: (0..<Int.random(in: 0...4, using: &random)).map { _ in word(using: &random) },
      temperature: random.one(of: temperatures),
      causal: random.isOne(in: 4))
  }

  private static let words = [
    "the", "bank", "money", "river", "Not", "unaffordable", "it", ".", ",", "東京", "नमस्ते", "café",
    "👩‍💻",
    "🇩🇪", "שלום", "[CLS]", "3", "a:b", "-1",
  ]

  private static func word(using random: inout SeededGenerator) -> String {
    if !random.isOne(in: 4) {
      return random.one(of: words)
    }
    let text = randomText(length: Int.random(in: 1...12, using: &random), using: &random)
    return text.isEmpty ? "the" : text
  }
}

import Models

/// What was found beside the loop of the patterns that a model's heads follow.
struct FoundPatterns: Sendable {
  /// Which model.
  let model: LanguageModel
  /// `nil` where it can't read the text for them.
  let patterns: HeadPatterns?
}

extension OpenSentences {
  /// What finds the patterns of the heads that are shown; `nil` where they are known, and where there are
  /// no heads.
  package var patternsWork: ViewWork? {
    guard current.source.runs, !knowsPatterns(current.model) else { return nil }
    let (models, model) = (models, current.model)
    return ViewWork { FoundPatterns(model: model, patterns: models.patterns(of: model)) }
  }
}

extension Explorer {
  /// What the head that is shown does on any text, and how much; `nil` where it follows no pattern, and
  /// before the heads were looked at.
  package var headPattern: (pattern: HeadPattern, score: Double)? {
    guard sentence.source.runs, let patterns = sentences.patterns,
      let pattern = patterns.name(of: sentence.head)
    else { return nil }
    return (pattern, patterns[pattern, sentence.head])
  }
}

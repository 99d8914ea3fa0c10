import AttentionCore
import Explorer
import JSON
import Scenes
import Text

extension Goal {
  /// What it waits for that is not there in what `stage` shows; `nil` where nothing is missing.
  func missing(in stage: Stage) -> String? {
    conditions.lazy.compactMap { $0.flaw(in: stage) }.first
  }

  /// Why it can't be reached from what `stage` shows, as far as that can be known without trying: that
  /// it asks for a number that nothing has, or for two things that can't be at the same time.
  ///
  /// - Returns: what is wrong and what would be right; `nil` where nothing is.
  public func flaw(in stage: Stage) -> String? {
    let explorer = stage.explorer()
    return missing(in: stage) ?? conditions.lazy.compactMap { $0.impossible(in: explorer) }.first
      ?? weightsFlaw(in: explorer) ?? overshotFlaw
  }

  /// Words after which a number is what is to be reached, and not a bound.
  private static let targetWords: Set<String> = [
    "to", "is", "has", "keeps", "gets", "reaches", "at", "exactly", "about", "becomes", "shows",
  ]

  /// What is wrong where the text gives a number to reach, and all that lies beyond it counts too.
  private var overshotFlaw: String? {
    let words = say.original.split(whereSeparator: \.isWhitespace).map {
      $0.lowercased().replacing("−", with: "-").trimmingSuffix { ",.;:!?)".contains($0) }
    }
    let targets = zip(words, words.dropFirst()).compactMap { before, number in
      Self.targetWords.contains(String(before)) ? Double(number) : nil
    }
    for range in conditions.compactMap(\.range) {
      let bounds = [range.lowerBound, range.upperBound].filter(\.isFinite)
      guard bounds.count == 1, targets.contains(bounds[0]) else { continue }
      let target = JSONText.shortest(bounds[0])
      let (given, missing) = range.lowerBound.isFinite ? ("above", "below") : ("below", "above")
      return "do says \(target), but until lets all that is \(given) it count; give \(missing) too"
    }
    return nil
  }

  /// Whether all of it holds of what `stage` shows at first.
  public func holdsAlready(in stage: Stage) -> Bool {
    let explorer = stage.explorer()
    return conditions.allSatisfy { $0.holds(of: explorer) }
  }

  private func weightsFlaw(in explorer: Explorer) -> String? {
    var least = 0.0
    var masked: Set<String> = []
    for condition in conditions {
      if case .masked(let word) = condition { masked.insert(word.lowercased()) }
    }
    for case .weight(let word, let range) in conditions {
      let isAlone = explorer.sentence.tokens.count { $0.text.original.lowercased() == word } == 1
      if isAlone, masked.contains(word.lowercased()), range.lowerBound > 0 {
        return "\(quoted(word)) is to be masked and to have weight; a masked token has none"
      }
      least += max(0, range.lowerBound)
    }
    return least > 1
      ? "the weights are to be above \(JSONText.shortest(least)) together; they sum to 1" : nil
  }
}

extension Condition {
  /// The numbers between which something has to lie.
  fileprivate var range: ClosedRange<Double>? {
    switch self {
    case .weight(_, let range), .score(_, let range), .shifted(let range), .blend(let range),
      .temperature(let range), .retention(let range):
      range
    case .edited, .has, .query, .selected, .masked, .nearest, .head, .view, .window: nil
    }
  }

  /// Why no key makes it hold; `nil` where one may.
  fileprivate func impossible(in explorer: Explorer) -> String? {
    switch self {
    case .weight(let word, let range):
      guard !range.overlaps(0...1) else { return nil }
      return "until waits for a weight of \(quoted(word)) \(range.text); weights go from 0 to 1"
    case .blend(let range):
      let values = explorer.analysis.values
      guard !explorer.sentence.source.hasHeads, values.columns > 0,
        case let numbers = (0..<values.rows).compactMap({ values[$0].first.map { Double($0) } }),
        let least = numbers.min(), let most = numbers.max(), !range.overlaps(least...most)
      else { return nil }
      return "until waits for an average \(range.text); it stays between the values, from "
        + "\(JSONText.shortest(least)) to \(JSONText.shortest(most))"
    case .temperature(let range):
      guard !range.overlaps(0.03125...32) else { return nil }
      return "until waits for a temperature \(range.text); t and T go from 0.03125 to 32"
    case .retention(let range):
      guard !FixedPoolings.retentions.contains(where: range.contains) else { return nil }
      let all = FixedPoolings.retentions.map { JSONText.shortest($0) }.joined(separator: ", ")
      return "until waits for a retention \(range.text); it can be \(all)"
    case .shifted(let range):
      guard range.lowerBound.rounded(.up) > range.upperBound else { return nil }
      return "until waits for a shift \(range.text); + and - make it a whole number"
    case .edited, .has, .query, .selected, .score, .masked, .nearest, .head, .view, .window:
      return nil
    }
  }
}

extension ClosedRange<Double> {
  /// As a sentence says it: `above 2`, `below 3`, `from 2 to 3`.
  fileprivate var text: String {
    switch (lowerBound.isFinite, upperBound.isFinite) {
    case (true, true): "from \(JSONText.shortest(lowerBound)) to \(JSONText.shortest(upperBound))"
    case (true, false): "above \(JSONText.shortest(lowerBound))"
    case (false, _): "below \(JSONText.shortest(upperBound))"
    }
  }
}

extension String {
  /// Without the characters at its end that `isLeftOut` names.
  fileprivate func trimmingSuffix(_ isLeftOut: (Character) -> Bool) -> Substring {
    self[..<(lastIndex { !isLeftOut($0) }.map(index(after:)) ?? startIndex)]
  }
}

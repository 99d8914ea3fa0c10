import Views
import AttentionCore
import Explorer
import Scenes
import Text

/// Something that can hold of a live sentence. Words name tokens whatever their case.
public enum Condition: Equatable, Sendable {
  /// Something is changed.
  case edited
  /// This token is among the sentence's.
  case has(String)
  /// This token is the query.
  case query(String)
  /// This token is selected.
  case selected(String)
  /// The weight on this token lies between.
  case weight(String, ClosedRange<Double>)
  /// The score of this token, after edits and masks, lies between.
  case score(String, ClosedRange<Double>)
  /// One number was added to every score of the query, and it lies between.
  case shifted(ClosedRange<Double>)
  /// The score of this token is masked.
  case masked(String)
  /// The first number of the blended vector lies between.
  case blend(ClosedRange<Double>)
  /// This word is the nearest.
  case nearest(String)
  /// This head is shown.
  case head(HeadID)
  /// This view is shown.
  case view(String)
  /// The temperature lies between.
  case temperature(ClosedRange<Double>)
  /// What the pooling view's recurrent state keeps at each step lies between.
  case retention(ClosedRange<Double>)
  /// The pooling view's convolution sees so many tokens.
  case window(Int)

  /// Whether it holds of `explorer` as it stands.
  public func holds(of explorer: Explorer) -> Bool {
    let (sentence, analysis) = (explorer.sentence, explorer.analysis)
    switch self {
    case .edited: return analysis.isEdited
    case .has(let word): return !sentence.places(of: word).isEmpty
    case .query(let word): return sentence.places(of: word).contains(sentence.query)
    case .selected(let word): return sentence.places(of: word).contains(sentence.selected)
    case .weight(let word, let range):
      return sentence.places(of: word).contains { range.contains(analysis.row.weights[$0]) }
    case .score(let word, let range):
      return sentence.places(of: word).contains { range.contains(analysis.row.scores[$0]) }
    case .shifted(let range):
      let added = sentence.changes.map { $0?.added ?? 0 }
      return added.allSatisfy { $0 == added[0] && range.contains($0) }
    case .masked(let word):
      return sentence.places(of: word).contains { sentence.change(key: $0)?.isMasked ?? false }
    case .blend(let range): return analysis.blend.first.map { range.contains(Double($0)) } ?? false
    case .nearest(let word): return analysis.nearest.first?.word == word
    case .head(let head): return sentence.head == head
    case .view(let name): return type(of: explorer.view).name == name
    case .temperature(let range): return range.contains(sentence.interventions.temperature.value)
    case .retention(let range):
      return range.contains(poolings(of: explorer).retention)
    case .window(let window): return poolings(of: explorer).window == window
    }
  }

  private func poolings(of explorer: Explorer) -> FixedPoolings {
    explorer.lastShown(PoolingView.self)?.poolings ?? FixedPoolings()
  }

  /// Why it can never hold of what `stage` shows, if it can't: a token or a head that is not there.
  func flaw(in stage: Stage) -> String? {
    switch self {
    case .has(let word), .query(let word), .selected(let word), .weight(let word, _),
      .score(let word, _), .masked(let word):
      let tokens = stage.scenes.flatMap(\.shownTokens)
      guard !tokens.contains(where: { $0.isSpelled(word) }) else { return nil }
      return "until waits for \(quoted(word)), which is no token of the scene"
    case .head(let head):
      return stage.scenes.contains { $0.has(head) }
        ? nil : "until waits for head \(head), which the scene does not have"
    case .nearest(let word):
      // Nearest words are those of the vocabulary in two letters or more, a to z.
      let isWord = word.utf8.count > 1 && word.utf8.allSatisfy { (0x61...0x7A).contains($0) }
      return isWord
        && stage.scenes.contains { $0.model.words.tokenizer.pieces(of: word).count == 1 }
        ? nil : "until waits for \(quoted(word)), which is not among the words that can be nearest"
    case .edited, .shifted, .blend, .view, .temperature, .retention, .window: return nil
    }
  }
}

extension Sentence {
  fileprivate func places(of word: String) -> [Int] {
    tokens.indices.filter { tokens[$0].text.isSpelled(word) }
  }
}

extension SafeText {
  /// Whether it is `word`, whatever the case.
  fileprivate func isSpelled(_ word: String) -> Bool {
    original == word || original.lowercased() == word.lowercased()
  }
}

import AttentionCore
import Text

/// Two sentences side by side in the same head: the one that is shown and the same one as another model
/// reads it, or the next one, or where there is no other, the same one before its edits.
public struct SentencePair: Sendable {
  /// The other sentence.
  public let other: Sentence
  /// What can be read off it.
  public private(set) var analysis: RowAnalysis
  /// The next sentence as it was left; `nil` where there is none.
  private let following: Sentence?
  /// Why there is no other sentence, where one is to be; `nil` elsewhere.
  public let problem: OpeningError?
  /// Which token of the other stands for each of the one that is shown, where its activations can be
  /// patched in; `nil` elsewhere.
  public let alignment: TokenAlignment?
  /// When it was made, and which sentence was to be beside.
  private let visit: OpenSentences.Visit
  private let besideText: SafeText?

  /// Whether the other sentence is the same one, before its edits.
  public var isBefore: Bool { following == nil }

  /// The sentence of `sentences` that is shown and the next one.
  ///
  /// - Parameter earlier: the pair that was shown; what is the same in it is used again.
  public init(of sentences: inout OpenSentences, earlier: SentencePair?) {
    let sentence = sentences.current
    visit = sentences.visit
    besideText = sentence.besideText
    // No other sentence changes in a visit.
    let isSameCompanion = earlier?.visit == visit && earlier?.besideText == besideText
    if isSameCompanion {
      (following, problem) = (earlier?.following, earlier?.problem)
    } else {
      do {
        (following, problem) = (try sentences.companion(), nil)
      } catch {
        (following, problem) = (nil, error)
      }
    }
    // What is wrong with it is wrong with the companion, and told there.
    let beside = besideText == nil ? nil : try? sentences.beside()
    alignment = beside?.sentence.identity === following?.identity ? beside?.alignment : nil
    var other = following ?? sentence
    if following == nil { other.state.history.record(sentence.original) }
    // The same head, but another model's heads are others.
    if other.model === sentence.model, other.source.allHeads.contains(sentence.head) {
      other.state.head = sentence.head
    }
    // The same word, where it has it, shows what another context makes of it.
    let query = sentence.tokens[sentence.query].text
    // Two rows of one sentence stay two.
    let isSame = other.tokens.map(\.text) == sentence.tokens.map(\.text)
    if let place = other.tokens.firstIndex(where: { $0.text == query }), following != nil, !isSame {
      other.state.query = place
    }
    if let token = alignment?.counterpart(of: sentence.layout.groups[sentence.query].upperBound - 1)
    {
      other.state.query = other.layout.place(of: token)
    }
    self.other = other
    analysis =
      if let known = earlier?.analysis, known.isCurrent(for: other) { known } else {
        RowAnalysis(other, earlier: earlier?.analysis)
      }
  }

  /// Takes weights and blends of the other sentence that lie between those of `former` and its own.
  ///
  /// - Parameter share: how much is its own, from 0 to 1.
  package mutating func mix(with former: SentencePair, share: Double) {
    analysis.mix(with: former.analysis, share: share)
  }
}

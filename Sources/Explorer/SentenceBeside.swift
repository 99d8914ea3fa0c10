import AttentionCore
import Scenes
import Text

/// The sentence beside another, as the same model reads it, where patches come from. Nothing is changed in
/// it, neither the temperature nor what it sees.
public struct SentenceBeside: Sendable {
  /// The sentence.
  public let sentence: Sentence
  /// Which of its tokens stands for which of the other's.
  public let alignment: TokenAlignment

  init(_ prepared: PreparedBeside) {
    sentence = Sentence(prepared.scene)
    alignment = prepared.alignment
  }

  /// What it reads as.
  var text: SafeText { sentence.scene.sentence }
  /// What the model computed for it.
  var attention: any Attention { sentence.source.original }
}

/// The same before the model has run.
struct PreparedBeside {
  let scene: PreparedScene
  let alignment: TokenAlignment
}

extension PreparedScene {
  /// The sentence `text` beside this one.
  ///
  /// - Throws: `OpeningError` where no sentence is like that.
  func beside(_ text: SafeText) throws(OpeningError) -> PreparedBeside {
    let plain: Scene
    do {
      plain = try Scene(sentence: text.original)
    } catch {
      throw OpeningError(scene, "beside: \(error)")
    }
    let other = standingBeside(plain)
    return PreparedBeside(
      scene: other,
      alignment: TokenAlignment(tokens.ids ?? [], with: other.tokens.ids ?? []))
  }
}

extension PreparedScene {
  /// The sentence beside, where what is patched at once is of it.
  var besideOfPatches: SentenceBeside? {
    guard let beside, patches.contains(where: { $0.origin != .before }) else { return nil }
    return (try? self.beside(beside)).map(SentenceBeside.init)
  }
}

extension Sentence {
  /// The sentence beside that is named; `nil` where none is.
  var beside: SentenceBeside? {
    guard source.runs, let text = besideText else { return nil }
    return (try? prepared.beside(text)).map(SentenceBeside.init)
  }

  /// The sentence beside that is named: by what is patched, or by the scene or the command line; `nil`
  /// leaves it to the next one.
  public var besideText: SafeText? {
    for patch in interventions.patches.values {
      if case .beside(let text) = patch.origin { return SafeText(text) }
    }
    return prepared.beside
  }
}

extension OpenSentences {
  /// The sentence beside the one that is shown, as the same model reads it: the one that is named, or
  /// else the next one; `nil` where there is none, or no heads.
  ///
  /// - Throws: why that one can't be read so.
  public mutating func beside() throws(OpeningError) -> SentenceBeside? {
    guard current.source.runs,
      let text = current.besideText ?? (count > 1 ? following.sentence : nil)
    else { return nil }
    if let known = knownBeside, known.visit == visit, known.text == text {
      return try known.found.get()
    }
    let prepared = current.prepared
    let found = Result { () throws(OpeningError) in SentenceBeside(try prepared.beside(text)) }
    knownBeside = (visit, text, found)
    return try found.get()
  }
}

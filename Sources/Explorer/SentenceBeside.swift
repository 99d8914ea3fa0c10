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
struct PreparedBeside: Sendable {
  let scene: PreparedScene
  let alignment: TokenAlignment

  /// What it reads as.
  var text: SafeText { scene.scene.sentence }
}

extension PreparedScene {
  /// The sentence `text` beside this one, made ready once.
  ///
  /// - Throws: `OpeningError` where no sentence is like that.
  func beside(_ text: SafeText) throws(OpeningError) -> PreparedBeside {
    if let known = identity.beside(text, joinsPieces: joinsPieces) { return known }
    let plain: Scene
    do {
      plain = try Scene(sentence: text.original)
    } catch {
      throw OpeningError(scene, "beside: \(error)")
    }
    let other = standingBeside(plain)
    let made = PreparedBeside(
      scene: other,
      alignment: TokenAlignment(tokens.ids ?? [], with: other.tokens.ids ?? []))
    identity.keep(made, as: text)
    return made
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
    for (_, patch) in interventions.patches {
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
    if let runBeside { return runBeside }
    guard let text = textBeside, let beside = try preparedBeside().map(SentenceBeside.init) else {
      return nil
    }
    knownBeside = (visit, text, beside)
    return beside
  }

  /// The same where the model has run already.
  package var runBeside: SentenceBeside? {
    knownBeside.flatMap { $0.visit == visit && $0.text == textBeside ? $0.beside : nil }
  }

  /// The same before the model has run.
  ///
  /// - Throws: why that one can't be read so.
  func preparedBeside() throws(OpeningError) -> PreparedBeside? {
    guard let textBeside else { return nil }
    return try current.prepared.beside(textBeside)
  }

  /// How far it is known.
  package var standingBeside: StandingBeside {
    if let runBeside { return .read(runBeside) }
    do {
      guard let prepared = try preparedBeside() else { return .nothing }
      let reading = PatchReading(prepared, beside: current)
      return .unread(ViewWork { reading.done() })
    } catch {
      return .impossible(error)
    }
  }

  var textBeside: SafeText? {
    guard current.source.runs else { return nil }
    return current.besideText ?? (count > 1 ? following.sentence : nil)
  }
}

/// How far what stands beside a sentence is known.
package enum StandingBeside: Sendable {
  /// Nothing stands there, or there are no heads.
  case nothing
  /// It can't be read, and why.
  case impossible(OpeningError)
  /// This runs the model on it.
  case unread(ViewWork)
  /// The model has run.
  case read(SentenceBeside)

  /// What is to be done to know it; `nil` where nothing is.
  package var work: ViewWork? {
    if case .unread(let work) = self { work } else { nil }
  }

  /// The sentence, where the model has run.
  package var sentence: SentenceBeside? {
    if case .read(let beside) = self { beside } else { nil }
  }
}

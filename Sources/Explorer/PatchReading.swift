import AttentionCore
import Scenes
import Text

/// What reads activations of other runs that a sentence names, or a view asks for: the model runs for that
/// on the sentence beside, or on this one with nothing changed.
struct PatchReading: Sendable {
  /// What was read.
  struct Found: Sendable {
    /// Of which sentence.
    let sentence: PreparedScene.Identity
    /// What was to be read, and what of that there is.
    fileprivate let named, read: Patches
    /// The run beside; `nil` where nothing is of one.
    let beside: SentenceBeside?
  }

  private let prepared: PreparedScene
  private let source: any AttentionSource
  private let named: Patches
  private let known: SentenceBeside?
  /// A sentence beside that is to be run, whatever is named of it.
  private let wanted: PreparedBeside?

  /// So many vectors at most are read in less than a picture takes.
  private static let mostAtOnce = 2000

  /// What reads all that `sentence` names; `nil` where nothing is left to read.
  ///
  /// - Parameter known: a run beside, as far as there was one.
  init?(_ sentence: Sentence, known: SentenceBeside?) {
    guard sentence.interventions.patches.unreadCount > 0 else { return nil }
    prepared = sentence.prepared
    source = sentence.source
    named = sentence.interventions.patches
    self.known = known
    wanted = nil
  }

  /// What runs the model on the sentence beside.
  init(_ wanted: PreparedBeside, beside sentence: Sentence) {
    prepared = sentence.prepared
    source = sentence.source
    named = Patches()
    known = nil
    self.wanted = wanted
  }

  /// Whether it takes less time than a picture, since no model has to run for it.
  var isShort: Bool {
    wanted == nil && named.unreadCount <= Self.mostAtOnce
      && named.allSatisfy { _, patch in
        switch patch.origin {
        case _ where !patch.isUnread: true
        case .beside(let text): text == known?.text.original
        case .before: prepared.original == Interventions()
        }
      }
  }

  /// Reads them.
  func done() -> Found {
    var read = Patches()
    var beside: [String: SentenceBeside] = [:]
    if let run = known ?? wanted.map(SentenceBeside.init) { beside[run.text.original] = run }
    // The model's own run, whatever the sentence opens with: that may be saved otherwise.
    var before: (any Attention)?
    for (site, patch) in named where patch.isUnread {
      let run: (any Attention)?
      switch patch.origin {
      case .before:
        before = before ?? source.original.withInterventions(Interventions())
        run = before
      case .beside(let text):
        if beside[text] == nil {
          beside[text] = (try? prepared.beside(SafeText(text))).map(SentenceBeside.init)
        }
        run = beside[text]?.attention
      }
      guard let vector = run?.activation(site.place, token: patch.token) else { continue }
      read[site] = Patch(vector, of: patch.origin, token: patch.token)
    }
    return Found(
      sentence: prepared.identity, named: named, read: read, beside: beside.values.first)
  }
}

extension Sentence {
  /// Takes in activations of other runs that were read for it; what there is none of is not patched.
  mutating func take(_ found: PatchReading.Found) {
    guard found.sentence === identity else { return }
    let amend = { (interventions: inout Interventions) in
      interventions.patches.take(found.read)
      interventions.patches.removeUnread(of: found.named)
    }
    state.history.amend(amend)
    state.unsaved.amend(amend)
  }

  /// Reads the activations of other runs that it names.
  mutating func readPatches() {
    if let reading = PatchReading(self, known: nil) { take(reading.done()) }
  }

  /// What is said while it waits for activations of other runs; `nil` where it has them all.
  public var patchNote: String? {
    let count = interventions.patches.unreadCount
    guard count > 0 else { return nil }
    return count == 1
      ? "The activation that is patched is being read; the numbers are still without it."
      : "\(count) activations that are patched are being read; the numbers are still without them."
  }
}

extension OpenSentences {
  /// What reads the activations of other runs that the sentence names; `nil` where it has them.
  var patchReading: PatchReading? { PatchReading(current, known: runBeside) }

  /// Takes in what was read.
  mutating func take(_ found: PatchReading.Found) {
    current.take(found)
    // What can't stand beside has not been read.
    guard found.sentence === current.identity, let beside = found.beside, let text = textBeside,
      let wanted = try? preparedBeside(), beside.sentence.identity === wanted.scene.identity
    else { return }
    knownBeside = (visit, text, beside)
  }

  /// Reads what takes less time than a picture.
  mutating func readShortPatches() {
    if let reading = patchReading, reading.isShort { take(reading.done()) }
  }
}

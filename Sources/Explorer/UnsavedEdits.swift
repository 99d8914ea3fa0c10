import AttentionCore
import Scenes

/// What of a sentence's interventions is not saved, and what was kept of it from another time.
struct UnsavedEdits: Sendable {
  /// Edits that were kept.
  struct Earlier: Sendable {
    let interventions: Interventions
    /// How many edits they are, counted from how the sentence was opened.
    let count: Int
    let kept: KeptEdits
  }

  /// How the interventions stand.
  enum Standing: Equatable {
    case asOpened
    case saved
    case unsaved(Interventions)
  }

  /// The mark of the sentence.
  let mark: String
  /// How the sentence was opened: as its file and the command line ask.
  private(set) var opened: Interventions
  private var saved: Interventions?
  /// What was kept of it and not taken back, the newest first; `nil` where nobody has looked yet.
  private(set) var earlier: [Earlier]?
  /// The files that were taken back since this was last told.
  private var takenBack: [String] = []
  /// How it stood when it was last told.
  private var told = Standing.asOpened

  init(mark: String, opened: Interventions) { (self.mark, self.opened) = (mark, opened) }

  /// How `interventions` stand.
  func standing(of interventions: Interventions) -> Standing {
    if interventions == opened { return .asOpened }
    return interventions == saved ? .saved : .unsaved(interventions)
  }

  /// Takes in that `interventions` were saved; what was kept from another time is not offered any more.
  mutating func save(_ interventions: Interventions) {
    saved = interventions
    if interventions != opened { earlier = [] }
  }

  /// Takes in what was found. What the sentence opens with anyhow is no news.
  mutating func find(_ found: [Earlier]) {
    earlier = found.filter { $0.interventions != opened }
  }

  /// The newest of what was kept, which is then no longer offered; `nil` where there is nothing.
  mutating func takeBack() -> Interventions? {
    guard earlier?.isEmpty == false, let taken = earlier?.removeFirst() else { return nil }
    takenBack.append(taken.kept.file)
    return taken.interventions
  }

  /// Makes of all interventions what `change` makes of them, as no change that there is to tell of.
  mutating func amend(_ change: (inout Interventions) -> Void) {
    change(&opened)
    if var saved {
      change(&saved)
      self.saved = saved
    }
    if case .unsaved(var interventions) = told {
      change(&interventions)
      told = .unsaved(interventions)
    }
  }

  /// Whether `interventions` are neither saved nor how the sentence was opened.
  func areUnsaved(_ interventions: Interventions) -> Bool {
    if case .unsaved = standing(of: interventions) { true } else { false }
  }

  /// How `interventions` stand and what was taken back, where that has changed since this was last asked.
  mutating func change(
    _ interventions: Interventions
  ) -> (standing: Standing, takenBack: [String])? {
    let standing = standing(of: interventions)
    guard standing != told || !takenBack.isEmpty else { return nil }
    defer { (told, takenBack) = (standing, []) }
    return (standing, takenBack)
  }

  /// What a person is told of edits that were kept; `nil` where there are none.
  var offer: Message? {
    guard let first = earlier?.first else { return nil }
    let others = (earlier?.count ?? 1) - 1
    let line =
      first.count == 1
      ? "1 edit of \(first.kept.when) was not saved; U brings it back"
      : "\(first.count) edits of \(first.kept.when) were not saved; U brings them back"
    return .note(line + (others > 0 ? "; U again, earlier ones" : ""))
  }
}

extension Interventions {
  /// How many edits lead from `other` here: a score, an ablation, a patched vector, the temperature or the causal
  /// mask is one.
  func count(differingFrom other: Interventions) -> Int {
    targets(differingFrom: other).count + ablations(differingFrom: other).count
      + patches(differingFrom: other).count
      + (temperature == other.temperature ? 0 : 1)
      + (isCausal == other.isCausal ? 0 : 1)
  }
}

extension Sentence {
  /// What changed of its unsaved edits since this was last asked; `nil` where nothing did.
  ///
  /// - Parameter place: which of the open sentences it is.
  mutating func editsChange(at place: Int) -> EditsChange? {
    guard let change = state.unsaved.change(interventions) else { return nil }
    let standing: EditsChange.Standing
    switch change.standing {
    case .asOpened: standing = .gone
    case .saved: standing = .saved
    case .unsaved:
      do {
        let scene = try keptScene()
        let count = interventions.count(differingFrom: state.unsaved.opened)
        let name = (scene.title ?? scene.sentence).shown
        standing = .unsaved(
          scene, summary: (count == 1 ? "1 edit" : "\(count) edits") + " of “\(name)”")
      } catch {
        standing = .tooMany(error)
      }
    }
    return EditsChange(
      KeptSentence(mark: state.unsaved.mark, place: place), standing, takenBack: change.takenBack)
  }

  /// Takes in what was kept of it from another time; what does not fit it is passed over.
  mutating func found(_ kept: [KeptEdits]) {
    state.unsaved.find(
      kept.compactMap { kept in
        interventions(of: kept.scene).map {
          .init(
            interventions: $0, count: $0.count(differingFrom: state.unsaved.opened), kept: kept)
        }
      })
  }

  /// Makes what was kept from another time the present, as one step of the history.
  mutating func takeBack() -> Message? {
    guard let kept = state.unsaved.takeBack() else {
      return .note("there are no unsaved edits of this sentence to take back")
    }
    return travel("") {
      $0.record(kept)
      return true
    } ?? state.unsaved.offer
  }
}

extension Explorer {
  /// The sentence that is shown, where it is to be found out what was kept of it, for `found`; `nil`
  /// where that was done.
  public var sought: KeptSentence? {
    let unsaved = sentence.state.unsaved
    guard unsaved.earlier == nil else { return nil }
    return KeptSentence(mark: unsaved.mark, place: sentences.index)
  }

  /// Takes in what was kept of the sentence that is shown, the newest first, and tells of it.
  public mutating func found(_ kept: [KeptEdits]) {
    sentences.current.found(kept)
    guard let offer = sentence.state.unsaved.offer else { return }
    message = message.map { $0.after(offer) } ?? offer
  }

  /// What changed of unsaved edits since this was last asked: it is to be kept.
  public mutating func editsChanges() -> [EditsChange] { sentences.editsChanges() }
}

import AttentionCore

/// Everything that can be asked of one sentence, whichever others are open.
public enum SentenceCommand: Equatable, Sendable {
  /// Selects the key token that many places on; stops at the ends.
  case moveSelection(Int)
  /// Selects the first or the last token.
  case selectFirst, selectLast
  /// Selects the heaviest token, or the next heaviest if that was asked for just before.
  case selectHeaviest
  /// Selects this key token, and makes this one the query unless it is `nil`.
  case select(key: Int, query: Int?)
  /// Changes the selected token's score so that its weight becomes this; `isContinued` where that goes
  /// on with what the same command began, as one change.
  case weigh(Double, isContinued: Bool)
  /// Adds to the score from the query to the selected token.
  case nudge(Double)
  /// Adds to every score of the query.
  case nudgeAll(Double)
  /// Masks the selected token for this query, or takes the mask off.
  case toggleMask
  /// Makes the selected score, or everything, what it was.
  case resetScore, resetAll
  /// Puts zeros in the place of what the head makes, or its mean, or what it was.
  case ablate
  /// Patches another of the vectors from now on.
  case changePatchedPart
  /// Ablates and patches for every token, or the query alone.
  case changeChangedTokens
  /// Goes through the history of interventions.
  case undo, redo
  /// Takes back edits that were not saved, from another time.
  case takeBack
  /// Makes the token that many places on the query; stops at the ends.
  case moveQuery(Int)
  /// Makes the selected token the query.
  case makeQuery
  /// Takes the temperature one step down or up.
  case lowerTemperature, raiseTemperature
  /// Hides what stands after the query, or shows it again.
  case toggleCausal
  /// Shows the head that many places on, or the same head that many layers on; goes round.
  case moveHead(Int)
  case moveLayer(Int)
  /// Shows this head.
  case showHead(HeadID)
  /// Shows the head in which the query attends most to the selected token.
  case selectBestHead
  /// Hides the model's own tokens or shows them; joins the pieces of words or parts them.
  case toggleSpecial, togglePieces
  /// Changes how far edits reach: this head, this layer, every head.
  case changeReach
}

extension SentenceCommand {
  /// What a command has to know of the sentence before it can be carried out.
  enum Needs {
    /// Nothing that must be computed.
    case nothing
    /// The query's row before anything was changed.
    case original
    /// The query's row and the attention as they stand.
    case analysis
  }

  /// What this command looks at.
  var looksAt: Needs {
    switch self {
    case .nudge, .toggleMask: .original
    case .selectHeaviest, .selectBestHead, .weigh: .analysis
    default: .nothing
    }
  }
}

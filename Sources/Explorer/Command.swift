import AttentionCore

/// Everything that can be asked of the explorer. A value: keys make commands, and
/// `Explorer.update` is the only place where one takes effect.
public enum Command: Equatable, Sendable {
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
  /// Measures the heads of the heads view by the next measure.
  case sortHeads
  /// Shows the heads as a list, or as a map again.
  case listHeads
  /// Changes how far edits reach: this head, this layer, every head.
  case changeReach
  /// Makes the recurrent state of the pooling view keep more or less, that many steps on.
  case moveRetention(Int)
  /// Gives the convolution of the pooling view its other window.
  case changeWindow
  /// Reads the sentence with the next of the models that are open or bundled.
  case readWithNextModel
  /// Appends the token that the model takes for the most probable next one; takes it off again.
  case appendNext, takeOffNext
  /// Goes to the sentence that many places on; goes round at the ends.
  case moveSentence(Int)
  /// Asks for a file to open, a file to save to, a file for a picture of the screen, a token to find.
  case askToOpen, askToSave, askToExport, askToFind
  /// Shows the next view, or the view with this number, counted from 1.
  case nextView
  case showView(Int)
  /// Opens the help page, or scrolls it by that many lines.
  case showHelp
  case scrollHelp(Int)
  /// Lists the open sentences, to search them; goes that many places on in the list, to its start or to
  /// its end.
  case listSentences
  case moveChoice(Int)
  case chooseFirst, chooseLast
  /// Does this to the line that is being typed.
  case edit(TypedLine.Edit)
  /// Completes the name of a file that is being typed.
  case complete
  /// Accepts what the prompt, the list or the question asks; leaves them or the help page.
  case accept, cancel
  /// Takes the mouse, or leaves it to the terminal.
  case toggleMouse
  /// Leaves the program.
  case quit
}

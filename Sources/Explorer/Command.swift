/// Everything that can be asked of the explorer. A value: keys make commands, and
/// `Explorer.update` is the only place where one takes effect.
public enum Command: Equatable, Sendable {
  /// Asks something of the sentence that is shown.
  case sentence(SentenceCommand)
  /// Puts an activation of the sentence beside in the place of the head's, or of before the edits, or what
  /// it was.
  case patch
  /// Measures the heads of the heads view by the next measure.
  case sortHeads
  /// Shows the heads as a list, or as a map again.
  case listHeads
  /// Colours the heads of the causes view by what they add to the outcome themselves, by what they bring
  /// back of the sentence beside, or by what their ablation does.
  case switchShares
  /// Shows weights as they are, times the length of what they bring, or rolled out over layers.
  case switchCounting
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
  /// Shows some instruments alone, or all of them.
  case toggleInstruments
  /// Takes the mouse, or leaves it to the terminal.
  case toggleMouse
  /// Leaves the program.
  case quit
}

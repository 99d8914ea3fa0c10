import Explorer

/// Everything that can be asked of a lesson.
public enum LessonCommand: Equatable, Sendable {
  /// Goes on: to the next step of what is watched, else to the next page once this one is done.
  case goOn
  /// Goes to the next page of one to watch that was seen before.
  case leavePage
  /// Goes back: to the page before.
  case goBack
  /// Shows the page as it was opened.
  case restartPage
  /// Goes back a step of what is watched.
  case stepBack
  /// Lets what is watched go on by itself, or stops it.
  case togglePlaying
  /// Gives this answer, from 0.
  case answer(Int)
  /// Types a character of a number, takes off the last one, or gives the number as an answer.
  case type(Character)
  case erase
  case giveNumber
  /// Stops the film or lets it go on; goes that many steps on in it; shows it so many places faster.
  case pauseFilm
  case moveFilm(Int)
  case changeFilmSpeed(Int)
  /// Explains the next new word of the page.
  case explainWord
  /// Shows the chapters to choose one; chooses the one so many places on; goes to the start of this one,
  /// from 0.
  case showContents
  case moveChapter(Int)
  case goToChapter(Int)
  /// Asks something of the live sentence.
  case explore(Command)
  /// Takes the mouse, or leaves it to the terminal.
  case toggleMouse
  /// Leaves the lesson.
  case quit
}

import Canvas

extension Lesson {
  /// Shows the film from the page that is open on, or says that there is none.
  ///
  /// - Parameter isWhole: whether it is shown from its beginning instead.
  public mutating func startFilm(whole isWhole: Bool = false) {
    guard let film = Film(of: chapters, progress: progress) else {
      message = "no page of this lesson has a film"
      return
    }
    self.film = film
    seek(toStep: isWhole ? 0 : film.firstStep(from: place))
  }

  /// Lets the film go on for `seconds`.
  mutating func passFilm(_ seconds: Double) {
    guard let film, film.isRunning else { return }
    advance(seconds * film.speed)
  }

  /// After how many seconds the film will do something; `nil` where it stands.
  var filmRest: Double? {
    guard let film, film.isRunning else { return nil }
    return max(0, film.nextTime - film.time) / film.speed
  }

  /// Stops the film or lets it go on; from its beginning where it is over.
  mutating func pauseFilm() {
    guard let isOver = film?.isOver else { return }
    if isOver {
      film?.isPaused = false
      seek(toStep: 0)
    } else {
      film?.isPaused.toggle()
    }
  }

  /// Goes that many steps on in the film, and does what the steps between do.
  mutating func moveFilm(by steps: Int) {
    guard let film else { return }
    seek(toStep: min(max(0, film.index + steps), film.count - 1))
  }

  /// Leaves the film: the learner goes on by hand where it stands.
  mutating func takeOver() {
    film = nil
    findWords()
  }

  /// Goes to the beginning of the step at `index`, as it is when all of its page before it was shown.
  private mutating func seek(toStep index: Int) {
    guard let film else { return }
    let first = film.firstStep(ofPageAt: index)
    enterStep(first, isNewPage: true)
    advance(film.start(of: index) - film.start(of: first), to: index)
    // What is left of it is what rounding left.
    while let film = self.film, film.index < index { doNext() }
    live?.pass(1)
  }

  private mutating func enterStep(_ index: Int, isNewPage: Bool) {
    film?.enter(index)
    guard isNewPage, let film else { return }
    place = film.place
    message = nil
    open()
  }

  /// Lets so much of the film pass, in its own seconds: in pieces between which nothing is done.
  ///
  /// - Parameter last: the step at which it stops; `nil` goes on to the end.
  private mutating func advance(_ seconds: Double, to last: Int? = nil) {
    var left = seconds
    while let film, !film.isOver, film.index != last, left >= 0 {
      let wait = film.nextTime - film.time
      let movement: Double? = if case .watch(let playback) = work { playback.rest } else { nil }
      let piece = max(0, min(left, wait, movement ?? wait))
      self.film?.time += piece
      left -= piece
      live?.pass(piece)
      watch { $0.pass(piece) }
      if piece < wait {
        if left <= 0 { return }
        continue
      }
      doNext()
      if left <= 0, last == nil { return }
    }
  }

  /// Presses the next key of the step, or goes on to the next step.
  private mutating func doNext() {
    guard let film else { return }
    if film.pressed < film.step.keys.count {
      self.film?.pressed += 1
      carryOut(film.step.keys[film.pressed])
    } else if film.index + 1 < film.count {
      let next = film.index + 1
      let isNewPage = next == film.firstStep(ofPageAt: next)
      enterStep(next, isNewPage: isNewPage)
    }
  }
}

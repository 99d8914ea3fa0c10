import Explorer

/// The live sentence of a page that was opened beside the loop.
struct OpenedPage: Sendable {
  let edition: Lesson.Edition
  let place: Lesson.Place
  let explorer: Explorer
}

extension Lesson {
  /// What is told while a page's live sentence is opened.
  static let openingNote = "the model that reads this sentence is being opened …"

  /// What is to be done beside the loop: a model that is opened for this page or the next one of the
  /// chapter, something that learns, what a view computes; `nil` where nothing is.
  public var longWork: ViewWork? {
    if isOpening { return opening(place) }
    let own: ViewWork? =
      if case .watch(let playback) = work { playback.work } else { live?.work }
    if let own { return own }
    let next = Place(chapter: place.chapter, page: place.page + 1)
    guard opensBeside, opened?.place != next, chapter.pages.indices.contains(next.page) else {
      return nil
    }
    return opening(next)
  }

  /// Takes in what came of the work.
  public mutating func take(_ found: any Sendable) {
    guard let found = found as? OpenedPage else {
      watch { $0.take(found) }
      live?.take(found)
      checkGoal()
      showMore()
      return
    }
    // What was opened of files that were read again since is not what the page shows.
    guard found.edition === edition else { return }
    opened = found
    guard isOpening, found.place == place else { return }
    let (keys, shown) = (waiting, showing)
    open()
    if !keys.isEmpty { _ = press(keys) }
    showing = shown
    showMore()
  }

  /// Whether the page waits for its live sentence to be opened.
  public var isOpening: Bool {
    if case .contents = work { return false }
    return live == nil && waits(for: page)
  }

  /// The page's live sentence; `nil` where it has to be opened beside the loop first.
  mutating func explorer(of stage: Stage) -> Explorer? {
    guard opensBeside, stage.opensModel else { return stage.explorer(isAnimated: isAnimated) }
    guard let opened, opened.place == place else {
      message = Self.openingNote
      return nil
    }
    self.opened = nil
    if message == Self.openingNote { message = nil }
    return opened.explorer
  }

  private func waits(for page: Page) -> Bool {
    if case .watch = page.task { return false }
    return opensBeside && page.stage?.opensModel == true
  }

  private func opening(_ place: Place) -> ViewWork? {
    let page = chapters[place.chapter].pages[place.page]
    guard waits(for: page), let stage = page.stage else { return nil }
    return ViewWork { [edition, isAnimated] in
      OpenedPage(
        edition: edition, place: place, explorer: stage.explorer(isAnimated: isAnimated))
    }
  }
}

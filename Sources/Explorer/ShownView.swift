extension Explorer {
  /// Which of the views is shown, from 0.
  var place: Int { views.firstIndex { $0 == type(of: view) } ?? 0 }

  /// Shows the view at `place`; there may be none.
  mutating func show(_ place: Int) {
    guard views.indices.contains(place), views[place] != type(of: view) else { return }
    // Among many keys one before this may have changed what there is to read.
    readQuery()
    left[type(of: view).name] = view
    view = views[place].read(&sentences, analysis, earlier: left[views[place].name])
  }

  /// Shows the view with this number as a person asks for it, who is told where it is shown already.
  mutating func show(number: Int) {
    if number - 1 == place {
      message = .note("this is the \(type(of: view).name) view; v shows the next")
    }
    show(number - 1)
  }

  /// Lets the view carry out `command` that is shown, or that the command shows.
  ///
  /// - Returns: whether it meant something of its own there.
  mutating func carryOutInView(_ command: Command) -> Bool {
    let shown = place
    if let opened = views.firstIndex(where: { $0.isShown(by: command) }) { show(opened) }
    // A view goes by what stands on the screen, of which many keys at once see the end alone.
    if view.readsFirst(command) { read() }
    guard
      let outcome = view.carryOut(command, isOpening: place != shown, in: &sentences)
    else { return false }
    switch outcome {
    case .stays: break
    case .tells(let message): self.message = message
    case .leaves: show(0)
    }
    return true
  }
}

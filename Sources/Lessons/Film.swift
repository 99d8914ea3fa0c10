import Canvas
import Text

/// The film as it is being shown: which step, how much of it has passed, and how fast. Time comes from
/// outside, so that nothing here waits.
public struct Film: Sendable {
  /// A step, and the page that it shows.
  struct Scene: Sendable {
    let place: Lesson.Place
    let step: FilmStep
  }

  /// How many times as fast as it is meant it can be shown.
  public static let speeds = [0.5, 0.75, 1, 1.5, 2, 3]

  /// Which step is shown, from 0.
  public internal(set) var index = 0
  /// How much of it has passed, in seconds at the speed that it is meant to have.
  var time = 0.0
  /// How many of its keys have been pressed.
  var pressed = 0
  /// Whether it stands still.
  public internal(set) var isPaused = false
  /// What the learner had done before.
  let progress: Progress
  private var speedPlace = 2
  private let scenes: [Scene]

  /// The film of `chapters`; `nil` where no page has one.
  ///
  /// - Parameter progress: what the learner has done, which the film leaves as it is.
  init?(of chapters: [Chapter], progress: Progress) {
    scenes = chapters.enumerated().flatMap { chapter, content in
      content.pages.enumerated().flatMap { page, content in
        content.film.map { Scene(place: Lesson.Place(chapter: chapter, page: page), step: $0) }
      }
    }
    self.progress = progress
    if scenes.isEmpty { return nil }
  }

  /// How many steps there are.
  public var count: Int { scenes.count }
  /// The step that is shown.
  public var step: FilmStep { scenes[index].step }
  /// The page that is shown.
  var place: Lesson.Place { scenes[index].place }
  /// How long all of it takes, in seconds.
  public var duration: Double { start(of: count) }
  /// How much of it has passed, in seconds.
  public var elapsed: Double { start(of: index) + time }
  /// How many times as fast as it is meant it is shown.
  public var speed: Double { Self.speeds[speedPlace] }
  /// Whether nothing of the step has passed.
  public var isAtStart: Bool { time == 0 }
  /// Whether the last step has been shown to its end.
  public var isOver: Bool { index == count - 1 && time >= step.seconds }
  /// Whether time passes.
  var isRunning: Bool { !isPaused && !isOver }

  /// The next time in the step at which something is done, in seconds: a key is pressed, or it ends.
  var nextTime: Double {
    pressed < step.keys.count ? step.time(ofKey: pressed) : step.seconds
  }

  /// What is said at each step of the page that is shown; `nil` where that is what the page says.
  public var saidOnPage: [SafeText?] {
    scenes.filter { $0.place == place }.map(\.step.say)
  }

  /// The first step of the page that the step at `index` shows.
  func firstStep(ofPageAt index: Int) -> Int {
    scenes[...index].lastIndex { $0.place != scenes[index].place }.map { $0 + 1 } ?? 0
  }

  /// The first step of the first page from `place` on; the last page's where there is none.
  func firstStep(from place: Lesson.Place) -> Int {
    scenes.firstIndex {
      ($0.place.chapter, $0.place.page) >= (place.chapter, place.page)
    } ?? firstStep(ofPageAt: count - 1)
  }

  /// When the step at `index` begins, in seconds.
  func start(of index: Int) -> Double { scenes[..<index].reduce(0) { $0 + $1.step.seconds } }

  /// Goes to the beginning of the step at `index`.
  mutating func enter(_ index: Int) { (self.index, time, pressed) = (index, 0, 0) }

  /// Makes it so many places faster or slower, as far as that goes.
  mutating func changeSpeed(by places: Int) {
    speedPlace = min(max(0, speedPlace + places), Self.speeds.count - 1)
  }
}

import Glibc
import Scenes

/// Where progress is kept from one time to the next. A file that can't be read or written harms
/// nothing: the lesson goes on, what was there is not lost, and the first problem is there to be told.
///
/// Other programs may keep theirs in the same file. What is kept is put into what stands there then:
/// an answer that another program gave stays, also where that was the first to a question which was
/// answered here later, and only answers that this one knew are taken out by it.
public struct ProgressFile: Sendable {
  /// What went wrong first and was not made good, as a sentence for a person.
  public private(set) var problem: String?
  private var path: String?
  /// What was read or kept last.
  private var kept: Progress?
  /// The answers given since the file was first read.
  private var given: [String: Progress.Answer] = [:]
  /// Why progress was not written, as long as it could not be.
  private var unwritten: String?
  private let sync = LateSync()

  /// - Parameter path: of the file; `nil` keeps nothing.
  public init(path: String?) { self.path = path }

  /// What the file holds; the beginning where it holds nothing that can be read. A damaged file is
  /// set aside under another name; one that may not be read is left alone, and nothing is kept.
  public mutating func read() -> Progress {
    kept = present()
    return kept ?? Progress()
  }

  /// Writes what changed of `progress` since it was kept last, and nothing where nothing did.
  public mutating func keep(_ progress: Progress) {
    guard progress != kept else { return }
    let known = kept?.answers ?? [:]
    let changed = progress.answers.filter { known[$0.key] != $0.value }
    let removed = Set(known.keys).subtracting(progress.answers.keys)
    given = given.merging(changed) { $1 }.filter { !removed.contains($0.key) }
    write(progress, movesPlace: true) { answers in
      for question in removed.union(changed.keys) where known[question] != nil {
        answers[question] = changed[question]
      }
    }
  }

  /// Keeps `progress` at the end of a lesson, and waits until it is on the disk. An answer that was given
  /// in it and that another program, which started over, took out since stands there again.
  public mutating func finish(_ progress: Progress) {
    keep(progress)
    if !given.isEmpty { write(progress, movesPlace: false) { _ in } }
    sync.finish()
  }

  /// - Parameter movesPlace: whether the page to go on with is that of `progress`; else it is left as it
  ///   stands there.
  private mutating func write(
    _ progress: Progress, movesPlace: Bool, _ change: (inout [String: Progress.Answer]) -> Void
  ) {
    guard let path else { return }
    _ = makeFolder(folder(of: path))
    let lock = LockedFolder(folder(of: path))
    let present = present()
    var merged = Progress(
      place: movesPlace ? progress.place : (present ?? progress).place,
      answers: present?.answers ?? [:])
    change(&merged.answers)
    merged.answers.merge(given) { theirs, _ in theirs }
    do throws(Problem) {
      if self.path != nil, merged != present {
        try merged.write(path: path)
        sync.add(path)
      }
      kept = progress
      problem = problem == unwritten ? nil : problem
    } catch {
      unwritten = error.description
      problem = problem ?? unwritten
    }
    lock.letGo()
  }

  /// What the file holds now; `nil` where it holds nothing that can be read.
  private mutating func present() -> Progress? {
    guard let path else { return nil }
    do throws(Problem) {
      return try Progress.read(path: path)
    } catch {
      let aside = path + ".damaged"
      if error.kind == .content, rename(path, aside) == 0 {
        problem = "\(error); it is \(aside) now, and the lesson begins anew"
      } else {
        problem = "\(error); the lesson begins anew and is not kept"
        self.path = nil
      }
      return nil
    }
  }
}

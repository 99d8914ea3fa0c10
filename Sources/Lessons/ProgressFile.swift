import Glibc
import Scenes

/// Where progress is kept from one time to the next. A file that can't be read or written harms
/// nothing: the lesson goes on, what was there is not lost, and the first problem is there to be told.
public struct ProgressFile: Sendable {
  /// What went wrong first and was not made good, as a sentence for a person.
  public private(set) var problem: String?
  private var path: String?
  private var kept: Progress?
  /// Why progress was not written, as long as it could not be.
  private var unwritten: String?

  /// - Parameter path: of the file; `nil` keeps nothing.
  public init(path: String?) { self.path = path }

  /// What the file holds; the beginning where it holds nothing that can be read. A damaged file is
  /// set aside under another name; one that may not be read is left alone, and nothing is kept.
  public mutating func read() -> Progress {
    guard let path else { return Progress() }
    do throws(Problem) {
      kept = try Progress.read(path: path)
      return kept ?? Progress()
    } catch {
      let aside = path + ".damaged"
      if error.kind == .content, rename(path, aside) == 0 {
        problem = "\(error); it is \(aside) now, and the lesson begins anew"
      } else {
        problem = "\(error); the lesson begins anew and is not kept"
        self.path = nil
      }
      return Progress()
    }
  }

  /// Writes `progress` where it is not what was written last.
  public mutating func keep(_ progress: Progress) {
    guard let path, progress != kept else { return }
    do throws(Problem) {
      try progress.write(path: path)
      kept = progress
      problem = problem == unwritten ? nil : problem
    } catch {
      unwritten = error.description
      problem = problem ?? unwritten
    }
  }
}

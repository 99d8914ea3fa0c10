import SentenceFiles

/// Where progress is kept from one time to the next. A file that can't be read or written harms
/// nothing: the lesson goes on without it, and the first problem is there to be told.
public struct ProgressFile: Sendable {
  /// The first thing that went wrong, if anything did.
  public private(set) var problem: Problem?
  private let path: String?
  private var kept: Progress?

  /// - Parameter path: of the file; `nil` keeps nothing.
  public init(path: String?) { self.path = path }

  /// What the file holds; the beginning where it holds nothing that can be read.
  public mutating func read() -> Progress {
    guard let path else { return Progress() }
    do throws(Problem) {
      return try Progress.read(path: path) ?? Progress()
    } catch {
      note(error)
      return Progress()
    }
  }

  /// Writes `progress` where it is not what was written last.
  public mutating func keep(_ progress: Progress) {
    guard let path, progress != kept else { return }
    kept = progress
    do throws(Problem) {
      try progress.write(path: path)
    } catch {
      note(error)
    }
  }

  private mutating func note(_ problem: Problem) { self.problem = self.problem ?? problem }
}

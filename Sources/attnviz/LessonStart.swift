import Glibc
import Lessons
import Resources
import Scenes
import Text

/// Which lesson is meant, and where in it to begin: `3`, `3.2`, `folder`, `folder:3`, `folder:3.2`.
struct LessonStart {
  /// The folder of a lesson of one's own; `nil` is the bundled one.
  let own: String?
  /// The chapter, from 0, and the page in it; `nil` leaves them to what was kept.
  let chapter, page: Int?

  init(_ argument: String?) {
    guard let argument else {
      (own, chapter, page) = (nil, nil, nil)
      return
    }
    let isThere = argument.withLosslessCString { access($0, F_OK) } == 0
    if let place = Self.place(argument[...]), place.page == nil || !isThere {
      (own, chapter, page) = (nil, place.chapter, place.page)
    } else if !isThere, let colon = argument.lastIndex(of: ":"),
      let place = Self.place(argument[argument.index(after: colon)...])
    {
      (own, chapter, page) = (String(argument[..<colon]), place.chapter, place.page)
    } else {
      (own, chapter, page) = (argument, nil, nil)
    }
  }

  /// The folder of the chapters.
  var path: String { own ?? Resources.lesson }

  /// The page to begin with; `nil` where none is named.
  var place: Lesson.Place? {
    page.flatMap { page in chapter.map { .init(chapter: $0, page: page) } }
  }

  /// - Throws: `Failure` where `folder` has no such chapter or page.
  func check(_ folder: LessonFolder) throws {
    guard let chapter else { return }
    guard folder.chapters.indices.contains(chapter) else {
      throw Failure(
        .badUsage, "there is no chapter \(chapter + 1); they go from 1 to \(folder.chapters.count)")
    }
    let pages = folder.chapters[chapter].pages
    guard let page, !pages.indices.contains(page) else { return }
    throw Failure(
      .badUsage,
      "chapter \(chapter + 1) has no page \(page + 1); they go from 1 to \(pages.count)")
  }

  /// The file in which the progress of this lesson is kept; `nil` where there is no place for it.
  func progressPath(_ environment: [String: String]) -> String? {
    Progress.path(folder: own.map(absolutePath), environment: environment)
  }

  /// A chapter's number and perhaps a page's, both from 1; what comes out counts from 0.
  private static func place(_ text: Substring) -> (chapter: Int, page: Int?)? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ isIndex(String($0)) }) else {
      return nil
    }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count else { return nil }
    return (numbers[0] - 1, numbers.count > 1 ? numbers[1] - 1 : nil)
  }
}

/// The path of what `path` names, from the root and through no link.
private func absolutePath(_ path: String) -> String {
  guard let real = path.withLosslessCString({ realpath($0, nil) }) else { return path }
  defer { free(real) }
  return String(lossless: String(cString: real))
}

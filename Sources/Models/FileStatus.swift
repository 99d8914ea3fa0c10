import Glibc

/// What is at a path, links followed.
enum FileStatus {
  case missing
  case folder
  case other

  init(of path: String) {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else {
      self = .missing
      return
    }
    self = status.st_mode & S_IFMT == S_IFDIR ? .folder : .other
  }
}

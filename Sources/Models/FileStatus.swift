import Glibc
import Text

/// What is at a path, links followed.
enum FileStatus {
  case missing
  case folder
  case other

  init(of path: String) {
    var status = stat()
    guard !path.utf8.contains(0), path.withLosslessCString({ stat($0, &status) }) == 0 else {
      self = .missing
      return
    }
    self = status.st_mode & S_IFMT == S_IFDIR ? .folder : .other
  }
}

/// The names of what is in the folder at `path`, in order; none where it can't be read.
func names(in path: String) -> [String] {
  guard let folder = path.withLosslessCString({ opendir($0) }) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
      name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(lossless: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}

/// How many bytes the file at `path` takes, links followed; 0 where there is none.
func size(ofFile path: String) -> Int {
  var status = stat()
  return path.withLosslessCString { stat($0, &status) } == 0 ? Int(status.st_size) : 0
}

/// How many bytes the files in the folder at `path` take, and those in folders in it. Links count
/// for nothing: what they lead to is counted where it is.
func size(ofFolder path: String) -> Int {
  names(in: path).reduce(0) { sum, name in
    var status = stat()
    guard (path + "/" + name).withLosslessCString({ lstat($0, &status) }) == 0 else { return sum }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return sum + Int(status.st_size)
    case S_IFDIR: return sum + size(ofFolder: path + "/" + name)
    default: return sum
    }
  }
}

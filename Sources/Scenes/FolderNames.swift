import Glibc
import Text

/// The names in the folder at `path`, those of folders with a slash at their end, in no order; `nil`
/// where there is no folder that may be read.
public func names(inFolder path: String) -> [String]? {
  guard let folder = path.withLosslessCString({ opendir($0) }) else { return nil }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
        String(lossless: $0)
      }
    }
    guard name != ".", name != ".." else { continue }
    names.append(name + (isFolder(entry, name, in: folder) ? "/" : ""))
  }
  return names
}

private func isFolder(
  _ entry: UnsafeMutablePointer<dirent>, _ name: String, in folder: OpaquePointer
) -> Bool {
  // Some file systems don't say what it is, and a link may lead to a folder.
  guard Int(entry.pointee.d_type) == DT_UNKNOWN || Int(entry.pointee.d_type) == DT_LNK else {
    return Int(entry.pointee.d_type) == DT_DIR
  }
  var status = stat()
  return name.withLosslessCString { fstatat(dirfd(folder), $0, &status, 0) } == 0
    && status.st_mode & S_IFMT == S_IFDIR
}

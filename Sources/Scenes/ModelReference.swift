import Glibc
import Text

/// A model as a sentence file or the command line names it: a folder, or a name in the Hugging Face
/// cache.
public struct ModelReference: Equatable, Sendable {
  /// As it is written.
  public let written: String
  /// The folder that a path is relative to: that of the file in which it is written.
  public let folder: String

  /// A model that is written as `written` in a file in `folder`, or on the command line where that is
  /// the working folder.
  public init(_ written: String, in folder: String = ".") {
    self.written = written
    self.folder = folder
  }

  /// What to open: the path from the working folder where there is such a folder, or where it can
  /// only be a path; else the name as it is written.
  public var nameOrFolder: String {
    guard !written.hasPrefix("/"), !written.hasPrefix("~"), folder != ".", !written.isEmpty else {
      return written
    }
    let path = "\(folder)/\(written)"
    return written.hasPrefix("./") || written.hasPrefix("../") || isFolder(path) ? path : written
  }

  /// The same model as it is written in a file in `folder`: a path that would lead elsewhere there
  /// becomes a full one.
  func rewritten(in folder: String) -> ModelReference {
    let path = nameOrFolder
    let leadsElsewhere = isFolder(path) && fullPath(folder) != fullPath(self.folder)
    return ModelReference(leadsElsewhere ? fullPath(path) ?? path : written, in: folder)
  }
}

/// The folder in which the file at `path` is.
package func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

private func isFolder(_ path: String) -> Bool {
  var status = stat()
  return path.withLosslessCString { stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// `path` from the root, without links; `nil` where there is nothing.
private func fullPath(_ path: String) -> String? {
  guard let full = path.withLosslessCString({ realpath($0, nil) }) else { return nil }
  defer { free(full) }
  return String(lossless: full)
}

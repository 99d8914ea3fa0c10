import ChildPrograms
import FoundationEssentials

/// The path of this program, and of attnviz beside it.
let ownPath =
  (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
  ?? CommandLine.arguments[0]
let programPath = (ownPath.lastIndex(of: "/").map { String(ownPath[...$0]) } ?? "") + "attnviz"

/// What attnviz gets as its environment: nothing of the person's who runs this.
func environment(home: String) -> [String] {
  ["HOME=\(home)", "LC_ALL=C.UTF-8", "TERM=xterm-256color", "PATH=/usr/bin:/bin"]
}

extension ChildProcess {
  /// Whether it sleeps until something happens, and has no thread that works.
  var isAtRest: Bool {
    guard let tasks = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
    else { return true }
    return tasks.allSatisfy { task in
      let path = "/proc/\(process)/task/\(task)/stat"
      guard let line = try? String(contentsOfFile: path, encoding: .utf8) else { return true }
      // The state comes after the name, which may hold anything.
      return line.split(separator: ")").last?.first { $0 != " " } == "S"
    }
  }
}

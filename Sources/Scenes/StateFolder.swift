/// The folder for what attnviz keeps from one time to the next: `attnviz` in `XDG_STATE_HOME`, else in
/// `.local/state` of `HOME`; `nil` where neither is set. The XDG Base Directory Specification has it.
public func stateFolder(environment: [String: String]) -> String? {
  // A relative path is to be ignored, says the specification.
  if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/attnviz" }
  guard let home = environment["HOME"], !home.isEmpty else { return nil }
  return home + "/.local/state/attnviz"
}

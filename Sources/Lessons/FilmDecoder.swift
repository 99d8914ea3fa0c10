import Canvas
import JSON
import Text

/// Makes the steps of a page's film of what its file says, and says on which lines it can't.
enum FilmDecoder {
  /// How long a step may take, in seconds.
  private static let times = 0.5...600.0

  /// The steps that are without a flaw.
  static func steps(_ value: JSONValue, _ flaws: Flaws) -> [FilmStep] {
    let values = flaws.collect { () throws(Flaw) in
      try JSONObject.array(value, "film") { (value, name) throws(Flaw) in (value, name) }
    }
    return (values ?? []).compactMap { value, name in
      flaws.collect { () throws(Flaw) in try step(value, name) }
    }
  }

  private static func step(_ value: JSONValue, _ name: String) throws(Flaw) -> FilmStep {
    let step = try JSONObject(value, "a step of the film", keys: ["say", "press", "seconds"])
    guard let seconds = try step.member("seconds", JSONObject.double), times.contains(seconds)
    else {
      throw Flaw(
        line: value.line, reason: "\(name) needs the seconds that it takes, from 0.5 to 600")
    }
    let keys = try step.member("press", keys) ?? []
    return FilmStep(say: try step.text("say"), keys: keys, seconds: seconds)
  }

  /// Keys by their names, with blanks between them.
  static func keys(_ value: JSONValue, _ name: String) throws(Flaw) -> [Key] {
    var keys: [Key] = []
    for word in try JSONObject.string(value, name).split(separator: " ") {
      guard let key = Key(named: String(word)) else {
        throw Flaw(
          line: value.line,
          reason:
            "no key is called \(quoted(String(word))); write such as Right, Shift-Up, Space, m")
      }
      keys.append(key)
    }
    return keys
  }
}

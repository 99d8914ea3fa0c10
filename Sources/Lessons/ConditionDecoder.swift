import Views
import AttentionCore
import Explorer
import JSON
import Scenes
import Text

/// Makes conditions of what an `until` says, and says on which line it can't.
package enum ConditionDecoder {
  /// What reads the condition of a key.
  private typealias Reader = @Sendable (JSONValue, String) throws(Flaw) -> Condition

  private static let readers: [(key: String, read: Reader)] = [
    ("edited", edited),
    ("has", word(Condition.has)),
    ("query", word(Condition.query)),
    ("selected", word(Condition.selected)),
    ("weight", weighed(Condition.weight)),
    ("score", weighed(Condition.score)),
    ("shifted", ranged(Condition.shifted)),
    ("masked", word(Condition.masked)),
    ("blend", ranged(Condition.blend)),
    ("nearest", word(Condition.nearest)),
    ("head", { (value, name) throws(Flaw) in .head(try SceneDecoder.head(value, name)) }),
    ("view", { (value, name) throws(Flaw) in .view(try view(value, name).name) }),
    ("temperature", ranged(Condition.temperature)),
    ("retention", ranged(Condition.retention)),
    ("window", { (value, name) throws(Flaw) in .window(try window(value, name)) }),
  ]

  package static let keys = readers.map { $0.key }

  /// All that have to hold; none where none can be read.
  package static func conditions(_ value: JSONValue, _ flaws: Flaws) -> [Condition] {
    guard let object = flaws.object(value, "until", keys: keys) else { return [] }
    let given = readers.filter { object[$0.key] != nil }
    if given.isEmpty {
      flaws.add(
        object.line, "until asks for nothing; the keys are \(keys.joined(separator: ", "))")
    }
    return given.compactMap { flaws.member($0.key, of: object, $0.read) }
  }

  private static let edited: Reader = { (value, name) throws(Flaw) in
    guard try JSONObject.bool(value, name) else {
      throw Flaw(line: value.line, reason: "edited can only be true; leave it out otherwise")
    }
    return .edited
  }

  private static func word(_ condition: @escaping @Sendable (String) -> Condition) -> Reader {
    { (value, name) throws(Flaw) in condition(try JSONObject.string(value, name)) }
  }

  private static func ranged(
    _ condition: @escaping @Sendable (ClosedRange<Double>) -> Condition
  ) -> Reader {
    { (value, name) throws(Flaw) in condition(try range(value, name)) }
  }

  private static func weighed(
    _ condition: @escaping @Sendable (String, ClosedRange<Double>) -> Condition
  ) -> Reader {
    { (value, name) throws(Flaw) in
      let (token, range) = try tokenRange(value, name)
      return condition(token, range)
    }
  }

  /// A view by its name.
  static func view(_ value: JSONValue, _ name: String) throws(Flaw) -> any View.Type {
    let text = try JSONObject.string(value, name)
    guard let view = allViews.first(where: { $0.name == text }) else {
      let names = allViews.map { $0.name }.joined(separator: ", ")
      throw Flaw(
        line: value.line, reason: "there is no view \(quoted(text)); the views are \(names)")
    }
    return view
  }

  private static func tokenRange(
    _ value: JSONValue, _ name: String
  ) throws(Flaw) -> (String, ClosedRange<Double>) {
    let object = try JSONObject(value, name, keys: ["token", "above", "below"])
    guard let token = try object.string("token") else {
      throw Flaw(line: value.line, reason: "\(name) needs the token that it is of")
    }
    return (token, try range(object, name))
  }

  private static func range(
    _ value: JSONValue, _ name: String
  ) throws(Flaw) -> ClosedRange<Double> {
    try range(JSONObject(value, name, keys: ["above", "below"]), name)
  }

  private static func range(
    _ object: JSONObject, _ name: String
  ) throws(Flaw) -> ClosedRange<Double> {
    let above = try object.member("above", JSONObject.double)
    let below = try object.member("below", JSONObject.double)
    guard above != nil || below != nil, above ?? -.infinity <= below ?? .infinity else {
      throw Flaw(
        line: object.line,
        reason: "\(name) needs above, below or both, the first the smaller number")
    }
    return (above ?? -.infinity)...(below ?? .infinity)
  }

  private static func window(_ value: JSONValue, _ name: String) throws(Flaw) -> Int {
    let number = try JSONObject.number(value, name)
    guard let window = FixedPoolings.windows.first(where: { $0 == number.integer }) else {
      let windows = FixedPoolings.windows.map(String.init).joined(separator: " or ")
      throw Flaw(line: value.line, reason: "window must be \(windows)")
    }
    return window
  }
}

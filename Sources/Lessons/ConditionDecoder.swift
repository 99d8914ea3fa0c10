import Views
import AttentionCore
import Explorer
import JSON
import Scenes
import Text

/// Makes conditions of what an `until` says, and says on which line it can't.
package enum ConditionDecoder {
  package static let keys = [
    "edited", "has", "query", "selected", "weight", "score", "shifted", "masked", "blend",
    "nearest", "head", "view", "temperature", "retention", "window",
  ]

  /// All that have to hold, at least one.
  ///
  /// - Throws: what is wrong, on which line, and what would be right.
  package static func conditions(_ value: JSONValue) throws(Flaw) -> [Condition] {
    let object = try JSONObject(value, "until", keys: keys)
    var conditions: [Condition] = []
    if let value = object["edited"] {
      guard try JSONObject.bool(value, "edited") else {
        throw Flaw(line: value.line, reason: "edited can only be true; leave it out otherwise")
      }
      conditions.append(.edited)
    }
    if let word = try object.string("has") { conditions.append(.has(word)) }
    if let word = try object.string("query") { conditions.append(.query(word)) }
    if let word = try object.string("selected") { conditions.append(.selected(word)) }
    if let word = try object.string("masked") { conditions.append(.masked(word)) }
    if let word = try object.string("nearest") { conditions.append(.nearest(word)) }
    if let view = try object.member("view", view) { conditions.append(.view(view.name)) }
    if let head = try object.member("head", SceneDecoder.head) { conditions.append(.head(head)) }
    if let (token, range) = try object.member("weight", tokenRange) {
      conditions.append(.weight(token, range))
    }
    if let (token, range) = try object.member("score", tokenRange) {
      conditions.append(.score(token, range))
    }
    if let range = try object.member("shifted", range) { conditions.append(.shifted(range)) }
    if let range = try object.member("blend", range) { conditions.append(.blend(range)) }
    if let range = try object.member("temperature", range) {
      conditions.append(.temperature(range))
    }
    if let range = try object.member("retention", range) { conditions.append(.retention(range)) }
    if let window = try object.member("window", window) { conditions.append(.window(window)) }
    guard !conditions.isEmpty else {
      throw Flaw(
        line: object.line,
        reason: "until asks for nothing; the keys are \(keys.joined(separator: ", "))")
    }
    return conditions
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

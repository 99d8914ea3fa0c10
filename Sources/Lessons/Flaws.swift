import JSON

/// What is wrong in a file, all of it: what can be read is read on after a flaw.
package final class Flaws {
  /// In the order in which they were found.
  package private(set) var all: [Flaw] = []

  package init() {}

  /// What `read` gives; `nil` where it has a flaw, which is kept.
  func collect<T>(_ read: () throws(Flaw) -> T) -> T? {
    do throws(Flaw) {
      return try read()
    } catch {
      all.append(error)
      return nil
    }
  }

  /// What stands under `key`, if it is there and without a flaw.
  func member<T>(
    _ key: String, of object: JSONObject, _ read: (JSONValue, String) throws(Flaw) -> T
  ) -> T? {
    collect { () throws(Flaw) in try object.member(key, read) } ?? nil
  }

  /// `value` as an object, whatever unknown keys it has beside; each of them is a flaw.
  func object(_ value: JSONValue, _ name: String, keys: [String]) -> JSONObject? {
    collect { () throws(Flaw) in
      try JSONObject(value, name, keys: keys) { self.all.append($0) }
    }
  }

  /// That something is wrong on this line.
  func add(_ line: Int, _ reason: String) { all.append(Flaw(line: line, reason: reason)) }
}

/// The key of a member. Keys are equal if their bytes are: "é" in one code point and in two are
/// two keys, which `String` would take for one.
package struct JSONKey: Hashable, Sendable, ExpressibleByStringLiteral {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package init(stringLiteral text: String) {
    self.text = text
  }

  package static func == (a: JSONKey, b: JSONKey) -> Bool {
    a.text.utf8.elementsEqual(b.text.utf8)
  }
}

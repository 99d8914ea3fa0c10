import Text

/// A value as JSON spells it; there is no way to make one that is not JSON.
public struct JSONText: Sendable, CustomStringConvertible {
  /// The JSON itself.
  public let description: String
  /// How far it is indented on a line of its own; `nil` for one that follows what is before it.
  private var indent: Int?

  private init(_ description: String) {
    self.description = description
  }

  /// `null`.
  public static let null = JSONText("null")

  /// `true` or `false`.
  public static func bool(_ bool: Bool) -> JSONText { JSONText("\(bool)") }

  /// A whole number.
  public static func integer(_ number: Int) -> JSONText { JSONText("\(number)") }

  /// The shortest text that reads back as `number`: `3`, not `3.0`.
  ///
  /// - Throws: that it is not finite, since JSON has no such number.
  public static func number<Number>(_ number: Number) throws(NotFinite) -> JSONText
  where Number: BinaryFloatingPoint & LosslessStringConvertible {
    guard number.isFinite else { throw NotFinite() }
    return JSONText(shortest(number))
  }

  /// A number that stands where JSON text was to be written, and is infinite or none.
  public struct NotFinite: Error {}

  /// The shortest text that reads back as `number`, finite or not: `3`, not `3.0`.
  package static func shortest<Number>(_ number: Number) -> String
  where Number: BinaryFloatingPoint & LosslessStringConvertible {
    let text = String(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `text` in quotation marks. Characters that a terminal obeys or hides are escaped, so that
  /// the JSON can be shown as it is and still says exactly what `text` was.
  public static func string(_ text: String) -> JSONText {
    var json = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        json.append("\\")
        json.append(scalar)
      case "\n": json.append(contentsOf: "\\n".unicodeScalars)
      case "\t": json.append(contentsOf: "\\t".unicodeScalars)
      case " "..."~": json.append(scalar)
      case _ where SafeText.isHostile(scalar):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          let padding = String(repeating: "0", count: 4 - digits.count)
          json.append(contentsOf: "\\u\(padding)\(digits)".unicodeScalars)
        }
      default: json.append(scalar)
      }
    }
    json.append("\"")
    return JSONText(String(json))
  }

  /// An array.
  ///
  /// - Parameter closing: how far its bracket is indented at the end, on a line of its own; `nil`
  ///   where it follows the last element.
  public static func array(_ elements: [JSONText], closing: Int? = nil) -> JSONText {
    JSONText(laidOut("[", elements.map { (nil, $0) }, "]", closing))
  }

  /// An object with these members in this order.
  ///
  /// - Parameter closing: how far its brace is indented at the end, on a line of its own; `nil`
  ///   where it follows the last member.
  public static func object(
    _ members: [(key: String, value: JSONText)], closing: Int? = nil
  ) -> JSONText {
    JSONText(laidOut("{", members.map { ($0.key, $0.value) }, "}", closing))
  }

  /// It on a line of its own in the array or object that it is in, as far indented as this; a
  /// member's key comes before it there.
  public func onLine(indent: Int) -> JSONText {
    var line = self
    line.indent = indent
    return line
  }

  private static func laidOut(
    _ start: String, _ parts: [(key: String?, value: JSONText)], _ end: String, _ closing: Int?
  ) -> String {
    var json = start
    for (index, part) in parts.enumerated() {
      if index > 0 { json += "," }
      json += part.value.indent.map(lineBreak) ?? (index > 0 ? " " : "")
      if let key = part.key { json += "\(string(key)): " }
      json += part.value.description
    }
    json += closing.map(lineBreak) ?? ""
    json += end
    return json
  }

  private static func lineBreak(indent: Int) -> String {
    "\n" + String(repeating: " ", count: indent)
  }
}

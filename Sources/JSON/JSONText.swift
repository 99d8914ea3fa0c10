import Text

/// Strings and numbers as JSON spells them.
public enum JSONText {
  /// `text` in quotation marks. Characters that a terminal obeys or hides are escaped, so that
  /// the JSON can be shown as it is and still says exactly what `text` was.
  public static func string(_ text: String) -> String {
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
    return String(json)
  }

  /// The shortest text that reads back as `number`: `3`, not `3.0`; `null` where it is not
  /// finite, since JSON has no such number.
  public static func number<Number>(_ number: Number) -> String
  where Number: BinaryFloatingPoint & LosslessStringConvertible {
    guard number.isFinite else { return "null" }
    let text = String(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// A JSON value and the line it starts on.
package struct JSONValue {
  package enum Content {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])
  }

  package let content: Content
  package let line: Int

  package var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// What the value is, for a message.
  package var kind: String {
    switch content {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// What is wrong on a line of a file.
package struct Flaw: Error {
  package let line: Int
  package let reason: String

  package init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }
}

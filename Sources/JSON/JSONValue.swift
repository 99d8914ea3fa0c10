/// A JSON value and the line it starts on.
package struct JSONValue: Sendable {
  package enum Content: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    /// The members in their order, equal keys and all.
    case object([(key: JSONKey, value: JSONValue)])
  }

  package let content: Content
  package let line: Int

  package var isNull: Bool { kind == .null }

  package var kind: JSONKind {
    switch content {
    case .null: .null
    case .bool: .bool
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }
}

/// What a JSON value is; its description is for a message.
package enum JSONKind: String, CustomStringConvertible, Sendable {
  case null
  case bool = "true or false"
  case number = "a number"
  case string = "a string"
  case array = "an array"
  case object = "an object"

  package var description: String { rawValue }
}

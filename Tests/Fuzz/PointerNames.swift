import Canvas
import RandomText

/// What a pointer does, as a word of a file says it: `drag:3:20` is in the fourth row.
enum PointerNames {
  private static let actions: [(name: String, action: Pointer.Action)] = [
    ("press", .press(.left)), ("drag", .drag(.left)), ("release", .release(.left)),
    ("wheel-up", .wheelUp), ("wheel-down", .wheelDown), ("move", .move),
    ("press-right", .press(.right)), ("drag-middle", .drag(.middle)),
  ]

  static func pointer(_ name: Substring) -> Pointer? {
    let parts = name.split(separator: ":")
    guard parts.count == 3, let row = Int(parts[1]), let column = Int(parts[2]),
      let action = actions.first(where: { $0.name == parts[0] })?.action
    else { return nil }
    return Pointer(action, row: row, column: column)
  }

  /// Some that follow each other near each other, more often a whole drag or a click.
  static func random(using random: inout SeededGenerator) -> [String] {
    let (row, column) = (
      Int.random(in: 0..<40, using: &random), Int.random(in: 0..<110, using: &random)
    )
    let names =
      switch Int.random(in: 0..<6, using: &random) {
      case 0: ["press", "release"]
      case 1: ["press", "drag", "drag", "release"]
      case 2: ["press", "release", "press", "release"]
      default: [random.one(of: actions).name]
      }
    return names.map { name in
      let moves = name == "drag" ? Int.random(in: -20...20, using: &random) : 0
      return "\(name):\(row):\(max(0, column + moves))"
    }
  }
}

import Models
import RandomText

extension FloatTable {
  /// A table of numbers from −1 to 1.
  static func random(
    rows: Int, columns: Int, using random: inout SeededGenerator
  ) -> FloatTable {
    let table = FloatTable(rows: rows, columns: columns)
    let numbers = table[0..<rows]
    for index in numbers.indices { numbers[index] = .random(in: -1...1, using: &random) }
    return table
  }
}

extension Linear {
  /// What the layer makes of all rows of `x`, converted and computed by all members together.
  func products(of x: FloatTable, outputs: Int, addedTo residual: FloatTable? = nil) -> FloatTable {
    let sums = FloatTable(rows: x.rows, columns: outputs)
    allocate()
    Team.shared.work { [self] member in
      convert(member)
      member.barrier()
      apply(member, to: x, 0..<x.rows, into: sums, addedTo: residual)
    }
    return sums
  }
}

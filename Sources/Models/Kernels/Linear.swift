import CKernels
import COneDNN

/// A linear layer: x · Wᵀ + b, with an activation where it has one.
///
/// F32 weights are packed by oneDNN; weights of 16, 8 or 4 bits stay as they are, in tiles that a loop
/// of our own reads (`CKernels`): half the memory, and half of what has to come into the caches
/// after a rest, at the same speed.
package final class Linear: @unchecked Sendable {
  /// What the weights are read from: tables of one size, whose rows are outputs, or blocks of 8 or 4
  /// bits.
  package enum Weights: Sendable {
    case tables([TensorRows])
    case blocks(QuantizedBlocks)
  }

  let inputs: Int
  let outputs: Int
  private let weights: Weights
  private let bias: [Float]
  private let activation: Activation?
  private let form: Form

  private enum Form {
    /// A packed layer for each member's outputs.
    case packed(UnsafeMutableBufferPointer<OpaquePointer?>)
    case tiles(kernels_format)
  }

  /// The tiles; empty before `allocate`.
  private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  /// The layer with the rows of all of `tables`, which are of one size. It can't be applied before it
  /// is converted.
  ///
  /// - Parameter bias: a number for each row of all tables, or none at all.
  convenience init(tables: [TensorRows], bias: [Float], activation: Activation? = nil) {
    self.init(.tables(tables), bias: bias, activation: activation)
  }

  package init(_ weights: Weights, bias: [Float], activation: Activation? = nil) {
    self.weights = weights
    self.bias = bias
    self.activation = activation
    let format: kernels_format?
    switch weights {
    case .tables(let tables):
      inputs = tables.first?.columns ?? 0
      outputs = tables.reduce(0) { $0 + $1.count }
      format = Self.format(of: tables)
    case .blocks(let blocks):
      inputs = blocks.columns
      outputs = blocks.rows
      format = blocks.format
    }
    if let format {
      form = .tiles(format)
    } else {
      let slices = UnsafeMutableBufferPointer<OpaquePointer?>.allocate(capacity: Team.shared.size)
      slices.initialize(repeating: nil)
      form = .packed(slices)
    }
  }

  deinit {
    switch form {
    case .packed(let slices):
      for slice in slices { onednn_linear_destroy(slice) }
      slices.deallocate()
    case .tiles: memory.deallocate()
    }
  }

  /// How many bytes the converted weights take.
  var size: Int {
    switch form {
    case .packed: outputs * inputs * MemoryLayout<Float>.stride
    case .tiles(let format): Self.tiles(outputs) * kernels_tile_size(format, inputs)
    }
  }

  private static let width = Int(kernels_width)

  private static func tiles(_ outputs: Int) -> Int { (outputs + width - 1) / width }

  private static func format(of tables: [TensorRows]) -> kernels_format? {
    guard let type = tables.first?.type, tables.allSatisfy({ $0.type == type }) else { return nil }
    return switch type {
    case .float16: kernels_f16
    case .bfloat16: kernels_bf16
    default: nil
    }
  }

  /// The outputs that a member computes: whole tiles.
  private func outputs(of number: Int, in size: Int) -> Range<Int> {
    let tiles = Self.tiles(outputs)
    return number * tiles / size
      * Self.width..<min(
        outputs, (number + 1) * tiles / size * Self.width)
  }

  /// Makes room for the weights that are to be converted.
  package func allocate() {
    if case .tiles = form { memory = .allocate(byteCount: size, alignment: 64) }
  }

  /// The tables that the weights are read from.
  var tables: [TensorRows] {
    if case .tables(let tables) = weights { tables } else { [] }
  }

  /// Makes this member's part of the weights what `apply` reads.
  package func convert(_ member: Team.Member) {
    switch form {
    case .packed(let slices):
      for number in member.slice(of: slices.count) { pack(number, of: slices) }
    case .tiles(let format):
      let size = kernels_tile_size(format, inputs)
      for tile in member.slice(of: Self.tiles(outputs)) {
        let outputs = tile * Self.width..<min((tile + 1) * Self.width, outputs)
        let room = UnsafeMutableRawBufferPointer(
          rebasing: memory[tile * size..<(tile + 1) * size])
        switch weights {
        case .tables(let tables): fill(room, outputs, tables)
        case .blocks(let blocks): blocks.fill(room, outputs)
        }
      }
    }
  }

  /// Lets the system take back the memory in which the file's weights were read.
  func releasePages() {
    if case .tables(let tables) = weights { for table in tables { table.releasePages() } }
  }

  /// The table that has an output's row, and which of its rows that is.
  private func row(of output: Int, _ tables: [TensorRows]) -> (TensorRows, Int) {
    let rows = outputs / tables.count
    return (tables[output / rows], output % rows)
  }

  private func pack(_ number: Int, of slices: UnsafeMutableBufferPointer<OpaquePointer?>) {
    guard case .tables(let tables) = weights else { return }
    let outputs = outputs(of: number, in: slices.count)
    guard !outputs.isEmpty else { return }
    let rows = FloatTable(rows: outputs.count, columns: inputs)
    for output in outputs {
      let (table, row) = row(of: output, tables)
      table.copy(row..<row + 1, into: rows[output - outputs.lowerBound])
    }
    let bias = bias.isEmpty ? nil : Array(bias[outputs])
    require(
      onednn_linear_create(
        &slices[number], rows.pointer(row: 0), bias, outputs.count, inputs,
        activation?.kind ?? onednn_identity))
  }

  private func fill(
    _ tile: UnsafeMutableRawBufferPointer, _ outputs: Range<Int>, _ tables: [TensorRows]
  ) {
    let (table, first) = row(of: outputs.lowerBound, tables)
    guard first + outputs.count <= table.count else {
      // The tile has rows of two tables.
      let rows = UnsafeMutableRawBufferPointer.allocate(
        byteCount: outputs.count * inputs * 2, alignment: 2)
      defer { rows.deallocate() }
      for (place, output) in outputs.enumerated() {
        let (table, row) = row(of: output, tables)
        UnsafeMutableRawBufferPointer(rebasing: rows[place * inputs * 2..<(place + 1) * inputs * 2])
          .copyMemory(from: table.bytes(of: row..<row + 1))
      }
      return pack(UnsafeRawBufferPointer(rows), outputs.count, into: tile)
    }
    pack(table.bytes(of: first..<first + outputs.count), outputs.count, into: tile)
  }

  private func pack(
    _ rows: UnsafeRawBufferPointer, _ count: Int, into tile: UnsafeMutableRawBufferPointer
  ) {
    kernels_pack_16(
      rows.bindMemory(to: UInt8.self).baseAddress, count, inputs,
      tile.bindMemory(to: UInt16.self).baseAddress)
  }

  /// Writes this member's outputs for these rows of `x` to the same rows of `sums`: added to
  /// `residual` where there is one.
  ///
  /// All members together write all outputs; they are there for all after the next barrier.
  ///
  /// - Parameters:
  ///   - x: rows of `inputs` numbers.
  ///   - sums: rows of `outputs` numbers.
  package func apply(
    _ member: Team.Member, to x: FloatTable, _ rows: Range<Int>, into sums: FloatTable,
    addedTo residual: FloatTable? = nil
  ) {
    guard !rows.isEmpty else { return }
    switch form {
    case .packed(let slices):
      for number in member.slice(of: slices.count) {
        guard let slice = slices[number] else { continue }
        let columns = outputs(of: number, in: slices.count)
        let dense = columns.count == sums.columns
        let room = dense ? sums : FloatTable(rows: rows.count, columns: columns.count)
        let first = dense ? rows.lowerBound : 0
        if let residual { room.copy(rows, columns, from: residual, startingAt: first) }
        require(
          onednn_linear_apply(
            slice, x.pointer(row: rows.lowerBound), rows.count, room.pointer(row: first),
            residual == nil ? 0 : 1))
        if !dense {
          sums.copy(0..<rows.count, from: room, to: columns, startingAt: rows.lowerBound)
        }
      }
    case .tiles(let format):
      let columns = outputs(of: member.number, in: member.size)
      guard !columns.isEmpty else { return }
      let to = sums.pointer(row: rows.lowerBound, column: columns.lowerBound)
      let first = columns.lowerBound / Self.width * kernels_tile_size(format, inputs)
      if let residual { sums.copy(rows, columns, from: residual, to: columns) }
      withUnsafeTemporaryAllocation(of: Float.self, capacity: kernels_room(inputs)) { room in
        bias.withUnsafeBufferPointer { bias in
          kernels_linear(
            format, memory.baseAddress.map { $0 + first }, columns.count, inputs,
            bias.baseAddress.flatMap { bias.isEmpty ? nil : $0 + columns.lowerBound },
            x.pointer(row: rows.lowerBound), rows.count, x.columns, to, sums.columns,
            residual == nil ? 0 : 1, room.baseAddress)
        }
      }
      if let activation {
        require(onednn_activate(activation.kind, to, rows.count, columns.count, sums.columns))
      }
    }
  }
}

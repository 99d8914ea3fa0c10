import CKernels
import COneDNN

/// A linear layer: x · Wᵀ + b, with an activation where it has one.
///
/// F32 weights, and those of several types, are packed by oneDNN; weights of 16, 8 or 4 bits stay as
/// they are, in tiles that a loop of our own reads (`CKernels`): half the memory, and half of what has
/// to come into the caches after a rest, at the same speed.
package final class Linear: @unchecked Sendable {
  let inputs: Int
  let outputs: Int
  /// The tables that the weights are read from: their rows are outputs, one table after the other.
  let tables: [TensorRows]
  /// Whether the rows of the one table are inputs instead.
  private let isTransposed: Bool
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

  /// The layer with the rows of all of `tables`, which have as many columns each. It can't be applied
  /// before it is converted.
  ///
  /// - Parameter bias: a number for each row of all tables, or none at all.
  package init(tables: [TensorRows], bias: [Float] = [], activation: Activation? = nil) {
    self.tables = tables
    self.bias = bias
    self.activation = activation
    isTransposed = false
    inputs = tables.first?.columns ?? 0
    outputs = tables.reduce(0) { $0 + $1.count }
    form = Self.form(of: tables)
  }

  /// The layer whose weights stand in `table` with a row for each input.
  package init(transposed table: TensorRows, bias: [Float] = [], activation: Activation? = nil) {
    tables = [table]
    self.bias = bias
    self.activation = activation
    isTransposed = true
    inputs = table.count
    outputs = table.columns
    form = Self.form(of: tables)
  }

  private static func form(of tables: [TensorRows]) -> Form {
    if let format = format(of: tables) { return .tiles(format) }
    let slices = UnsafeMutableBufferPointer<OpaquePointer?>.allocate(capacity: Team.shared.size)
    slices.initialize(repeating: nil)
    return .packed(slices)
  }

  deinit {
    switch form {
    case .packed(let slices):
      for slice in slices { onednn_linear_destroy(slice) }
      slices.deallocate()
    case .tiles: memory.deallocate()
    }
  }

  /// Whether members can each do all of it at the same time: what oneDNN packed serves one at a time.
  var servesAllAtOnce: Bool {
    if case .tiles = form { true } else { false }
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
    default: QuantizedBlocks.format(of: type)
    }
  }

  /// The outputs that a member computes: whole tiles.
  private func outputs(of number: Int, in size: Int) -> Range<Int> {
    let tiles = Self.tiles(outputs)
    return number * tiles / size
      * Self.width..<min(
        outputs, (number + 1) * tiles / size * Self.width)
  }

  /// The outputs that `apply` writes for a member.
  func ownOutputs(_ member: Team.Member) -> Range<Int> {
    outputs(of: member.number, in: member.size)
  }

  /// Makes room for the weights that are to be converted.
  package func allocate() {
    if case .tiles = form { memory = .allocate(byteCount: size, alignment: 64) }
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
        fill(room, outputs)
      }
    }
  }

  /// Lets the system take back the memory in which the file's weights were read.
  func releasePages() {
    for table in tables { table.releasePages() }
  }

  /// The table that has an output's row, and which of its rows that is.
  private func row(of output: Int) -> (TensorRows, Int) {
    var row = output
    for table in tables {
      if row < table.count { return (table, row) }
      row -= table.count
    }
    preconditionFailure("an output of the layer")
  }

  private func pack(_ number: Int, of slices: UnsafeMutableBufferPointer<OpaquePointer?>) {
    let outputs = outputs(of: number, in: slices.count)
    guard !outputs.isEmpty else { return }
    let rows = FloatTable(outputs, columns: inputs)
    if isTransposed {
      for input in 0..<inputs {
        let weights = tables[0][input]
        for output in outputs { rows.pointer(row: output)[input] = weights[output] }
      }
    } else {
      for output in outputs {
        let (table, row) = row(of: output)
        table.copy(row..<row + 1, into: rows[output])
      }
    }
    let bias = bias.isEmpty ? nil : Array(bias[outputs])
    require(
      onednn_linear_create(
        &slices[number], rows.pointer(row: outputs.lowerBound), bias, outputs.count, inputs,
        activation?.kind ?? onednn_identity))
  }

  private func fill(_ tile: UnsafeMutableRawBufferPointer, _ outputs: Range<Int>) {
    if isTransposed { return fillTransposed(tile, outputs) }
    let (table, first) = row(of: outputs.lowerBound)
    if table.type.isQuantized {
      if outputs.count < Self.width { tile.initializeMemory(as: UInt8.self, repeating: 0) }
      for (place, output) in outputs.enumerated() {
        let (table, row) = row(of: output)
        QuantizedBlocks.fill(tile, place: place, with: table.bytes(of: row..<row + 1), table.type)
      }
      return
    }
    guard first + outputs.count <= table.count else {
      // The tile has rows of two tables.
      let rows = UnsafeMutableRawBufferPointer.allocate(
        byteCount: outputs.count * inputs * 2, alignment: 2)
      defer { rows.deallocate() }
      for (place, output) in outputs.enumerated() {
        let (table, row) = row(of: output)
        UnsafeMutableRawBufferPointer(rebasing: rows[place * inputs * 2..<(place + 1) * inputs * 2])
          .copyMemory(from: table.bytes(of: row..<row + 1))
      }
      return pack(UnsafeRawBufferPointer(rows), outputs.count, into: tile)
    }
    pack(table.bytes(of: first..<first + outputs.count), outputs.count, into: tile)
  }

  /// Fills a tile of 16-bit numbers, which stand in the table as they do in the tile.
  private func fillTransposed(_ tile: UnsafeMutableRawBufferPointer, _ outputs: Range<Int>) {
    if outputs.count < Self.width { tile.initializeMemory(as: UInt8.self, repeating: 0) }
    for input in 0..<inputs {
      let weights = tables[0].bytes(of: input..<input + 1)
      UnsafeMutableRawBufferPointer(
        rebasing: tile[input * Self.width * 2..<(input * Self.width + outputs.count) * 2]
      ).copyMemory(
        from: UnsafeRawBufferPointer(
          rebasing: weights[outputs.lowerBound * 2..<outputs.upperBound * 2]))
    }
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
  ///   - sums: rows of `outputs` numbers, or of more.
  ///   - column: where in these rows the outputs begin.
  ///   - residual: rows of as many numbers as those of `sums`.
  package func apply(
    _ member: Team.Member, to x: FloatTable, _ rows: Range<Int>, into sums: FloatTable,
    at column: Int = 0, addedTo residual: FloatTable? = nil
  ) {
    guard !rows.isEmpty else { return }
    switch form {
    case .packed(let slices):
      for number in member.slice(of: slices.count) {
        guard let slice = slices[number] else { continue }
        let columns = outputs(of: number, in: slices.count)
        let dense = columns.count == sums.columns
        let place = column + columns.lowerBound..<column + columns.upperBound
        let room = dense ? sums : FloatTable(rows, columns: columns.count)
        if let residual { room.copy(rows, place, from: residual) }
        require(
          onednn_linear_apply(
            slice, x.pointer(row: rows.lowerBound), rows.count,
            room.pointer(row: rows.lowerBound), residual == nil ? 0 : 1))
        if !dense { sums.copy(rows, from: room, to: place) }
      }
    case .tiles(let format):
      let columns = outputs(of: member.number, in: member.size)
      guard !columns.isEmpty else { return }
      let to = sums.pointer(row: rows.lowerBound, column: column + columns.lowerBound)
      let first = columns.lowerBound / Self.width * kernels_tile_size(format, inputs)
      if let residual {
        let place = column + columns.lowerBound..<column + columns.upperBound
        sums.copy(rows, place, from: residual, to: place)
      }
      withUnsafeTemporaryAllocation(
        of: Float.self, capacity: kernels_room(format, inputs, rows.count)
      ) { room in
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

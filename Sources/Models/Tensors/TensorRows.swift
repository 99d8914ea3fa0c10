/// The rows of a two-dimensional tensor in a file, made into `Float` one at a time as asked.
///
/// It keeps the file mapped; it holds no copy of the numbers.
public struct TensorRows: Sendable {
  /// The tensor's name in the file.
  public let name: String
  /// How many rows the tensor has.
  public let count: Int
  /// How many numbers each row has.
  public let columns: Int
  /// The type of its numbers in the file.
  let type: ElementType
  private let file: MappedFile
  private let bytes: Range<Int>
  /// Which row of the tensor is the first one here.
  private var first = 0

  /// `type` is readable, and `bytes` lie in `file` and are `count * columns` numbers long; rows are
  /// whole blocks.
  package init(
    name: String, count: Int, columns: Int, type: ElementType, file: MappedFile, bytes: Range<Int>
  ) {
    self.name = name
    self.count = count
    self.columns = columns
    self.type = type
    self.file = file
    self.bytes = bytes
  }

  /// Whether `other` has the same rows of the same file.
  func isSame(as other: TensorRows) -> Bool { file === other.file && bytes == other.bytes }

  /// Some of the rows, counted from 0 again.
  func part(_ rows: Range<Int>) -> TensorRows {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows of the tensor")
    let size = type.bytes(columns)
    let start = bytes.lowerBound + rows.lowerBound * size
    var part = TensorRows(
      name: name, count: rows.count, columns: columns, type: type, file: file,
      bytes: start..<start + rows.count * size)
    part.first = first + rows.lowerBound
    return part
  }

  /// Row `row`, counted from 0.
  public subscript(row: Int) -> [Float] {
    self[row..<row + 1]
  }

  /// The rows in `rows`, one after the other: `rows.count * columns` numbers.
  public subscript(rows: Range<Int>) -> [Float] {
    let size = rows.count * columns
    return [Float](unsafeUninitializedCapacity: size) { target, initialized in
      copy(rows, into: UnsafeMutableBufferPointer(rebasing: target[..<size]))
      initialized = size
    }
  }

  /// Writes the rows in `rows` to `target`, which has room for `rows.count * columns` numbers.
  ///
  /// For scans: one buffer serves every row.
  public func copy(_ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) {
    let source = bytes(of: rows)
    switch type {
    case .float16: HalfPrecision.widen(float16: source, into: target)
    case .bfloat16: HalfPrecision.widen(bfloat16: source, into: target)
    case _ where type.isQuantized: QuantizedBlocks.widen(source, type, into: target)
    default: UnsafeMutableRawBufferPointer(target).copyMemory(from: source)
    }
  }

  /// The place of the first number that is infinite or no number in the rows in `rows`, counted
  /// from the tensor's first number; `nil` where all are finite.
  ///
  /// - Complexity: 0.07 ns for a number of 16 bits that is in memory.
  public func firstNonFinite(in rows: Range<Int>) -> Int? {
    FiniteNumbers.firstOther(in: bytes(of: rows), of: type).map { rows.lowerBound * columns + $0 }
  }

  /// The place of the tensor's first number that is infinite or no number; `nil` where all are
  /// finite.
  public func firstNonFinite() -> Int? { firstNonFinite(in: 0..<count) }

  /// Finds out whether all numbers of the rows in `rows` are finite; without `rows`, all numbers.
  ///
  /// - Throws: which number of the tensor is not.
  public func checkFinite(_ rows: Range<Int>? = nil) throws(ModelFileError) {
    guard let place = firstNonFinite(in: rows ?? 0..<count) else { return }
    let (row, column) = place.quotientAndRemainder(dividingBy: columns)
    throw .notFinite(
      self[row][column], at: "[\(first + row), \(column)]", of: name, file: file.path)
  }

  /// The bytes of the rows in `rows` as they lie in the file.
  func bytes(of rows: Range<Int>) -> UnsafeRawBufferPointer {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows of the tensor")
    let size = type.bytes(columns)
    let start = bytes.lowerBound + rows.lowerBound * size
    return UnsafeRawBufferPointer(rebasing: file.bytes[start..<start + rows.count * size])
  }

  /// Gives back the memory of the file's pages that reading all the rows has filled.
  func releasePages() {
    file.release(bytes)
  }
}

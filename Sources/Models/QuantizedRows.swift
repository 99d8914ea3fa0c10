/// Vectors kept as whole numbers, a byte for each, and bounds on their cosines with another vector.
///
/// A row's unit vector is u = s·r + ε with whole numbers r, a scale s, and a rounding error ε whose
/// length is kept. A query's unit vector is written likewise as v = t·p + δ. Then
///
///     |u·v − s·t·(r·p)| = |ε·v + (u − ε)·δ| ≤ |ε| + (1 + |ε|)·|δ|
///
/// and r·p is exact in 32 bits. |ε| is about 0.01, |δ| 0.002. To this comes what the rounding of
/// `Float` can add: at most one part in 2²³ for each number of a row.
///
/// Two numbers share a 16-bit word w = 256·b + a. The upper one is taken to be w itself, so that it
/// needs no unpacking: its b is chosen knowing the a below it. The lower one is 256·a, one shift
/// away. Unpacking both would take half as long again.
struct QuantizedRows: Sendable {
  // Row after row; a word's lanes are 16 columns, the lower 8 below the upper 8.
  private let words: [SIMD8<Int16>]
  private let scales: [Float]
  private let errors: [Float]
  private let columns: Int
  private let wordsPerRow: Int

  /// Quantizes `count` rows of `columns` numbers; `write` writes those of a row.
  init(
    count: Int, columns: Int,
    write: (_ row: Int, _ numbers: UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    self.columns = columns
    let padded = Self.paddedColumns(columns)
    wordsPerRow = padded / 16
    var scales = [Float](repeating: 0, count: count)
    var errors = scales
    let size = count * wordsPerRow
    words = [SIMD8<Int16>](unsafeUninitializedCapacity: size) { words, initialized in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: padded) { numbers in
        numbers.initialize(repeating: 0)
        for row in 0..<count {
          write(row, UnsafeMutableBufferPointer(rebasing: numbers[..<columns]))
          let room = words[initialized..<initialized + padded / 16]
          (scales[row], errors[row]) = Self.quantize(
            UnsafeRawBufferPointer(numbers), into: UnsafeMutableBufferPointer(rebasing: room))
          initialized += padded / 16
        }
      }
    }
    self.scales = scales
    self.errors = errors
  }

  /// The columns of a row and of what it is compared with, up to whole words; the rest are 0.
  static func paddedColumns(_ columns: Int) -> Int { (columns + 15) / 16 * 16 }

  private static func quantize(
    _ row: UnsafeRawBufferPointer, into words: UnsafeMutableBufferPointer<SIMD8<Int16>>
  ) -> (scale: Float, error: Float) {
    var squares = SIMD8<Float>.zero
    var largest = SIMD8<Float>.zero
    for offset in stride(from: 0, to: row.count, by: 32) {
      let numbers = row.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
      squares += numbers * numbers
      let sizes = unsafeBitCast(bits(numbers) & 0x7fff_ffff, to: SIMD8<Float>.self)
      largest.replace(with: sizes, where: sizes .> largest)
    }
    let length = squares.sum().squareRoot()
    let step = largest.max() / 127
    let perStep = step > 0 ? 1 / step : 0
    var roundings = SIMD8<Float>.zero
    for index in words.indices {
      let low = row.loadUnaligned(fromByteOffset: index * 64, as: SIMD8<Float>.self) * perStep
      let a = low + roundingOffset
      let high = row.loadUnaligned(fromByteOffset: index * 64 + 32, as: SIMD8<Float>.self) * perStep
      let rest = high - (a - roundingOffset) / 256
      let b = rest + roundingOffset
      words[index] = SIMD8(truncatingIfNeeded: bits(b) &<< 8 &+ bits(a))
      let lowRounding = low - (a - roundingOffset)
      let highRounding = rest - (b - roundingOffset)
      roundings += lowRounding * lowRounding + highRounding * highRounding
    }
    // Nothing is known of the cosine of a row whose length is not known.
    guard length == 0 || length.isFinite && length > 1e-18 else { return (0, .infinity) }
    let scale = length > 0 ? step / length : 0
    return (scale / 256, roundings.sum().squareRoot() * scale)
  }

  // Adding 1.5 · 2²³ leaves the nearest whole number in the lower 16 bits: SSE2 cannot round.
  private static let roundingOffset: Float = 0x1.8p23

  @inline(__always)
  private static func bits(_ numbers: SIMD8<Float>) -> SIMD8<UInt32> {
    unsafeBitCast(numbers, to: SIMD8<UInt32>.self)
  }

  /// Calls `body` with each row's number and the bounds of the cosine between it and `query`.
  @inline(__always)
  func forEachBound(
    of query: QuantizedQuery, _ body: (_ row: Int, _ lower: Float, _ upper: Float) -> Void
  ) {
    let slack = query.error + Float(columns) * .ulpOfOne
    for row in 0..<scales.count {
      let cosine = Float(sumOfProducts(row, query)) * (scales[row] * query.scale)
      let bound = errors[row] * (1 + query.error) + slack
      body(row, cosine - bound, cosine + bound)
    }
  }

  @inline(__always)
  private func sumOfProducts(_ row: Int, _ query: QuantizedQuery) -> Int32 {
    words.withUnsafeBufferPointer { words in
      query.low.withUnsafeBufferPointer { low in
        query.high.withUnsafeBufferPointer { high in
          guard let words = words.baseAddress, let low = low.baseAddress,
            let high = high.baseAddress
          else { return 0 }
          let start = words + row &* wordsPerRow
          var highSums = SIMD4<Int32>.zero
          var lowSums = SIMD4<Int32>.zero
          for index in 0..<wordsPerRow {
            highSums &+= pairSums(start[index], high[index])
            lowSums &+= pairSums(start[index] &<< 8, low[index])
          }
          return (highSums &+ lowSums).wrappedSum()
        }
      }
    }
  }

  // Written so that it becomes the one instruction pmaddwd.
  @inline(__always)
  private func pairSums(_ row: SIMD8<Int16>, _ query: SIMD8<Int16>) -> SIMD4<Int32> {
    let products =
      SIMD8<Int32>(truncatingIfNeeded: row) &* SIMD8<Int32>(truncatingIfNeeded: query)
    return products.evenHalf &+ products.oddHalf
  }
}

import Models
import Text

/// One array of a capture: its name, its shape, and where its elements lie. They are looked at when they
/// are asked for.
struct CaptureArray: Sendable {
  /// Where the elements lie.
  enum Storage: Sendable {
    case file(ArrayFile, from: Int)
    case deflated(DeflatedMember, from: Int)
  }

  let name: String
  let shape: [Int]
  let element: NPYHeader.Element
  /// How many elements it has.
  let count: Int
  private let storage: Storage

  /// - Parameters:
  ///   - room: how many bytes there are for the elements.
  /// - Throws: that these are fewer than the shape needs.
  init(
    name: String, shape: [Int], element: NPYHeader.Element, storage: Storage, room: Int
  ) throws(CaptureError) {
    var count = 1
    for length in shape {
      let (product, isTooMuch) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !isTooMuch else {
        throw CaptureError("\(SafeText(name).shown) has an impossible shape; write it again")
      }
      count = product
    }
    let (size, isTooMuch) = element.size.multipliedReportingOverflow(by: count)
    guard !isTooMuch else {
      throw CaptureError("\(SafeText(name).shown) has an impossible shape; write it again")
    }
    guard size <= room else {
      throw CaptureError(
        "\(SafeText(name).shown) should have \(size) bytes and has \(room); it was cut short, write it again"
      )
    }
    (self.name, self.shape, self.element, self.storage) = (name, shape, element, storage)
    self.count = count
  }

  /// Its shape as NumPy writes it.
  var shapeText: String {
    shape.count == 1
      ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }

  /// Whether its numbers can be weights or scores.
  var isOfFloats: Bool {
    switch element {
    case .number(.float16), .number(.bfloat16), .number(.float32), .number(.float64): true
    default: false
    }
  }

  /// The bytes of the elements in `range`; `nil` where the file or a compressed member ends before.
  private func bytes(_ range: Range<Int>) -> [UInt8]? {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "elements of the array")
    let (start, length) = (range.lowerBound * element.size, range.count * element.size)
    switch storage {
    case .file(let file, let from):
      return file.bytes(from + start..<from + start + length)
    case .deflated(let member, let from):
      return member.bytes(from + start..<from + start + length)
    }
  }

  /// How many bytes of memory it would still take to have all of it inflated.
  var memoryToInflate: Int {
    guard case .deflated(let member, let from) = storage else { return 0 }
    return member.missing(to: from + count * element.size)
  }

  /// Whether the elements before `end` are in the file as they are, or were inflated.
  func isAtHand(to end: Int) -> Bool {
    guard case .deflated(let member, let from) = storage else { return true }
    return member.isAtHand(to: from + end * element.size)
  }

  /// The share of the elements before `end` that are at hand.
  func share(to end: Int) -> Double {
    guard case .deflated(let member, let from) = storage else { return 1 }
    return member.share(to: from + end * element.size)
  }

  /// Inflates what is missing before `end`, but not many more bytes than `most`.
  func inflate(to end: Int, atMost most: Int) {
    guard case .deflated(let member, let from) = storage else { return }
    member.inflate(to: from + end * element.size, atMost: most)
  }

  /// Writes the floats in `range` to `target`, which has room for as many.
  ///
  /// - Returns: whether they could be read.
  func copy(_ range: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) -> Bool {
    guard case .number(let type) = element, let bytes = bytes(range) else { return false }
    return bytes.withUnsafeBytes { source in
      switch type {
      case .float16: HalfPrecision.widen(float16: source, into: target)
      case .bfloat16: HalfPrecision.widen(bfloat16: source, into: target)
      case .float32: UnsafeMutableRawBufferPointer(target).copyMemory(from: source)
      case .float64:
        for place in 0..<range.count {
          target[place] = Float(source.loadUnaligned(fromByteOffset: 8 * place, as: Double.self))
        }
      default: return false
      }
      return true
    }
  }

  /// The floats in `range`; `nil` where they can't be read.
  func floats(_ range: Range<Int>) -> [Double]? {
    if case .number(.float64) = element {
      return bytes(range)?.withUnsafeBytes { source in
        (0..<range.count).map { source.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) }
      }
    }
    var isRead = false
    let floats = [Float](unsafeUninitializedCapacity: range.count) { target, count in
      isRead = copy(range, into: UnsafeMutableBufferPointer(rebasing: target[..<range.count]))
      count = isRead ? range.count : 0
    }
    return isRead ? floats.map(Double.init) : nil
  }

  /// Its texts; `nil` where it has none, or more than a sentence may have tokens.
  func texts() -> [String]? {
    guard count <= 4 * Scene.mostTokens else { return nil }
    switch element {
    case .number: return nil
    case .text(let length):
      guard let bytes = bytes(0..<count) else { return nil }
      return (0..<count).map { place in
        var text = String.UnicodeScalarView()
        for unit in 0..<length {
          let code = bytes.withUnsafeBytes {
            $0.loadUnaligned(fromByteOffset: 4 * (place * length + unit), as: UInt32.self)
          }
          if code == 0 { break }
          text.append(Unicode.Scalar(UInt32(littleEndian: code)) ?? "\u{fffd}")
        }
        return String(text)
      }
    case .bytes(let length):
      guard let bytes = bytes(0..<count) else { return nil }
      return (0..<count).map { place in
        let text = bytes[place * length..<(place + 1) * length]
        return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
      }
    }
  }
}

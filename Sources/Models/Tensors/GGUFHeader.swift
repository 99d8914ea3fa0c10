/// What stands in a .gguf file before the tensors' numbers, read and checked.
struct GGUFHeader {
  private(set) var tensors: [String: Tensor] = [:]
  private(set) var metadata: [String: GGUF.Value] = [:]
  private var bytes: GGUFBytes
  private let path: String

  static let magic = Array("GGUF".utf8)
  private static let whatToDo = ", so that its end is missing: download it again"
  /// No model is as many bytes.
  private static let mostData = 1 << 50

  init(of file: MappedFile) throws(ModelFileError) {
    path = file.path
    bytes = GGUFBytes(file)
    guard file.bytes.count >= 24 else {
      throw error("is \(file.bytes.count) bytes long; a .gguf file has at least 24")
    }
    guard file.bytes.starts(with: Self.magic) else {
      throw error("does not begin with GGUF, so it is no .gguf file")
    }
    bytes.skip(4)
    let version = try bytes.number(UInt32.self)
    guard version & 0xffff != 0 || version == 0 else {
      throw error("is written for machines whose numbers begin with the highest byte")
    }
    guard version == 2 || version == 3 else {
      throw error("is of version \(version) of the format; 2 and 3 can be read")
    }
    let tensorCount = try bytes.count(ofAtLeast: 24, "tensors")
    let entryCount = try bytes.count(ofAtLeast: 13, "metadata entries")
    for _ in 0..<entryCount {
      let key = try bytes.string("a key of its metadata")
      guard metadata.updateValue(try value(of: key), forKey: key) == nil else {
        throw error("its metadata has \(key) twice")
      }
    }
    if case .whole(let parts)? = metadata["split.count"], parts > 1 {
      throw error(
        "is one of \(parts) parts; put them together with llama-gguf-split --merge and open that")
    }
    try readTensors(tensorCount, of: file)
  }

  private mutating func readTensors(_ count: Int, of file: MappedFile) throws(ModelFileError) {
    let alignment = try alignment()
    var places: [(name: String, type: ElementType, shape: [Int], start: Int, size: Int)] = []
    for _ in 0..<count {
      let name = try bytes.string("a tensor's name")
      let dimensions = try bytes.number(UInt32.self)
      guard (1...4).contains(dimensions) else {
        throw error("the tensor \(name) has \(dimensions) dimensions; it should have 1 to 4")
      }
      var shape: [Int] = []
      for _ in 0..<dimensions {
        shape.append(Int(clamping: try bytes.number(UInt64.self)))
      }
      let type = try type(of: name)
      let start = Int(clamping: try bytes.number(UInt64.self))
      guard let size = Self.size(shape, type) else {
        throw error("the tensor \(name) has the impossible shape \(shape)")
      }
      guard start % alignment == 0 else {
        throw error("the tensor \(name) begins at \(start), which is no multiple of \(alignment)")
      }
      // The first dimension runs fastest here.
      places.append((name, type, shape.reversed(), start, size))
    }
    let data = (bytes.place + alignment - 1) / alignment * alignment
    var end = 0
    for (name, type, shape, start, size) in places.sorted(by: {
      ($0.start, $0.size) < ($1.start, $1.size)
    }) {
      guard start <= Self.mostData, size <= Self.mostData - start else {
        throw error("the tensor \(name) lies at \(start), beyond what any file has")
      }
      guard start >= end else { throw error("the tensor \(name) overlaps the one before it") }
      end = start + size
      let tensor = Tensor(type: type, shape: shape, bytes: data + start..<data + end)
      guard tensors.updateValue(tensor, forKey: name) == nil else {
        throw error("the tensor \(name) is given twice")
      }
    }
    guard tensors.isEmpty || data + end <= file.bytes.count else {
      throw error(
        "is \(file.bytes.count) bytes long; its tensors need \(data + end)" + Self.whatToDo)
    }
  }

  private func alignment() throws(ModelFileError) -> Int {
    guard let value = metadata["general.alignment"] else { return 32 }
    guard case .whole(let alignment) = value, alignment > 0, alignment <= 1 << 20,
      alignment % 8 == 0
    else { throw error("its general.alignment should be a multiple of 8, at most \(1 << 20)") }
    return alignment
  }

  private mutating func type(of tensor: String) throws(ModelFileError) -> ElementType {
    let number = try bytes.number(UInt32.self)
    if let type = Self.types[number] { return type }
    let name = Self.otherTypes[number] ?? "number \(number)"
    throw error(
      "the tensor \(tensor) is of the type \(name); F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, "
        + "Q5_K and Q6_K can be read")
  }

  private static let types: [UInt32: ElementType] = [
    0: .float32, 1: .float16, 2: .q4_0, 3: .q4_1, 6: .q5_0, 7: .q5_1, 8: .q8_0, 12: .q4_k,
    13: .q5_k, 14: .q6_k, 30: .bfloat16,
  ]
  private static let otherTypes: [UInt32: String] = [
    9: "Q8_1", 10: "Q2_K", 11: "Q3_K", 15: "Q8_K", 16: "IQ2_XXS", 17: "IQ2_XS", 18: "IQ3_XXS",
    19: "IQ1_S", 20: "IQ4_NL", 21: "IQ3_S",
    22: "IQ2_S", 23: "IQ4_XS", 24: "I8", 25: "I16", 26: "I32", 27: "I64", 28: "F64", 29: "IQ1_M",
    34: "TQ1_0", 35: "TQ2_0", 39: "MXFP4",
  ]

  /// How many bytes a tensor takes; `nil` where that can't be, or its rows are no whole blocks.
  private static func size(_ shape: [Int], _ type: ElementType) -> Int? {
    guard let row = shape.first, row % type.block == 0 else { return nil }
    var numbers = 1
    for length in shape {
      let (product, overflow) = numbers.multipliedReportingOverflow(by: length)
      guard length > 0, !overflow else { return nil }
      numbers = product
    }
    let (size, overflow) = (numbers / type.block).multipliedReportingOverflow(by: type.size)
    return overflow ? nil : size
  }

  private mutating func value(of key: String) throws(ModelFileError) -> GGUF.Value {
    let type = try bytes.number(UInt32.self)
    guard type == 9 else {
      if type == 8 { return .string(try bytes.string("its \(key)")) }
      return try number(type, key)
    }
    let elements = try bytes.number(UInt32.self)
    guard let least = Self.sizes[elements] else {
      throw error("its \(key) is an array of what can't be read (type \(elements))")
    }
    let count = try bytes.count(ofAtLeast: least, "elements of \(key)")
    switch elements {
    case 8:
      var places: [Range<Int>] = []
      places.reserveCapacity(count)
      for _ in 0..<count { places.append(try bytes.stringPlace("an element of \(key)")) }
      return .strings(places)
    case 0...5, 10, 11:
      var numbers: [Int] = []
      numbers.reserveCapacity(count)
      for _ in 0..<count {
        guard case .whole(let number) = try number(elements, key) else { break }
        numbers.append(number)
      }
      return .wholes(numbers)
    case 6, 12:
      var numbers: [Double] = []
      numbers.reserveCapacity(count)
      for _ in 0..<count {
        guard case .real(let number) = try number(elements, key) else { break }
        numbers.append(number)
      }
      return .reals(numbers)
    default:
      bytes.skip(count * least)
      return .others
    }
  }

  /// How many bytes a value of each type takes at least, arrays but for.
  private static let sizes: [UInt32: Int] = [
    0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 8: 8, 10: 8, 11: 8, 12: 8,
  ]

  private mutating func number(_ type: UInt32, _ key: String) throws(ModelFileError) -> GGUF.Value {
    switch type {
    case 0: return .whole(Int(try bytes.number(UInt8.self)))
    case 1: return .whole(Int(try bytes.number(Int8.self)))
    case 2: return .whole(Int(try bytes.number(UInt16.self)))
    case 3: return .whole(Int(try bytes.number(Int16.self)))
    case 4: return .whole(Int(try bytes.number(UInt32.self)))
    case 5: return .whole(Int(try bytes.number(Int32.self)))
    case 6: return .real(Double(Float(bitPattern: try bytes.number(UInt32.self))))
    case 7: return .bool(try bytes.number(UInt8.self) != 0)
    case 10: return .whole(Int(clamping: try bytes.number(UInt64.self)))
    case 11: return .whole(Int(try bytes.number(Int64.self)))
    case 12: return .real(Double(bitPattern: try bytes.number(UInt64.self)))
    default: throw error("its \(key) is of the unknown type \(type)")
    }
  }

  private func error(_ reason: String) -> ModelFileError {
    ModelFileError(file: path, reason: reason)
  }
}

/// A file's bytes from a place on; what is not there is told.
struct GGUFBytes {
  private(set) var place = 0
  private let bytes: UnsafeRawBufferPointer
  private let path: String

  /// - Parameter file: one that lives longer.
  init(_ file: MappedFile) {
    bytes = file.bytes
    path = file.path
  }

  /// Passes over so many bytes, which are there.
  mutating func skip(_ count: Int) { place += count }

  mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type
  ) throws(ModelFileError) -> Number {
    let size = MemoryLayout<Number>.size
    guard bytes.count - place >= size else { throw cut("its header") }
    defer { place += size }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: type))
  }

  /// A number of things that take at least `least` bytes each.
  mutating func count(ofAtLeast least: Int, _ things: String) throws(ModelFileError) -> Int {
    let stated = try number(UInt64.self)
    guard stated <= UInt64((bytes.count - place) / least) else {
      throw ModelFileError(
        file: path,
        reason: "says that it has \(stated) \(things), for which its \(bytes.count) bytes have no "
          + "room; if it was downloaded, download it again")
    }
    return Int(stated)
  }

  /// The place of a string, whose length comes first.
  mutating func stringPlace(_ name: @autoclosure () -> String) throws(ModelFileError) -> Range<Int>
  {
    let length = try number(UInt64.self)
    guard length <= UInt64(bytes.count - place) else { throw cut(name()) }
    let start = place
    place += Int(length)
    return start..<place
  }

  mutating func string(_ name: @autoclosure () -> String) throws(ModelFileError) -> String {
    let range = try stringPlace(name())
    guard
      let text = String(validating: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    else { throw ModelFileError(file: path, reason: "\(name()) is not UTF-8 text") }
    return text
  }

  private func cut(_ name: String) -> ModelFileError {
    ModelFileError(
      file: path,
      reason: "ends at its byte \(bytes.count), in the middle of \(name); download it again")
  }
}

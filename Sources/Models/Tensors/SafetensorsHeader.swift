import FoundationEssentials

/// The header of a .safetensors file, read and checked.
struct SafetensorsHeader {
  private(set) var tensors: [String: Safetensors.Tensor] = [:]
  private let path: String

  /// The format's own limit, against headers made to exhaust the memory.
  private static let longest = 100_000_000

  init(of file: MappedFile) throws(ModelFileError) {
    path = file.path
    guard file.bytes.count >= 8 else {
      throw error("is \(file.bytes.count) bytes long; a .safetensors file has at least 8")
    }
    let stated = UInt64(littleEndian: file.bytes.loadUnaligned(as: UInt64.self))
    let room = file.bytes.count - 8
    guard let length = Int(exactly: stated), length <= room else {
      throw error("its header should be \(stated) bytes long, but only \(room) bytes follow")
    }
    guard length <= Self.longest else {
      throw error("its header is \(length) bytes long; at most \(Self.longest) are allowed")
    }
    let entries = try entries(in: UnsafeRawBufferPointer(rebasing: file.bytes[8..<8 + length]))
    for (name, entry) in entries {
      tensors[name] = try tensor(name, entry, data: 8 + length..<file.bytes.count)
    }
    try checkPlaces(data: 8 + length..<file.bytes.count)
  }

  private func entries(
    in header: UnsafeRawBufferPointer
  ) throws(ModelFileError) -> [String: HeaderEntry?] {
    guard String(validating: header, as: UTF8.self) != nil else {
      throw error("its header is not UTF-8 text")
    }
    do {
      return try JSONDecoder().decode(HeaderEntries.self, from: Data(header)).entries
    } catch {
      throw self.error("its header is not a JSON object")
    }
  }

  private func tensor(
    _ name: String, _ entry: HeaderEntry?, data: Range<Int>
  ) throws(ModelFileError) -> Safetensors.Tensor {
    guard let entry, entry.data_offsets.count == 2 else {
      throw error(
        "the header's entry \(name) should have a dtype, a shape of whole numbers and two "
          + "data_offsets")
    }
    guard let type = ElementType(rawValue: entry.dtype) else {
      throw error("the tensor \(name) has the unknown dtype \(entry.dtype)")
    }
    guard let size = byteCount(entry.shape, type) else {
      throw error("the tensor \(name) has the impossible shape \(entry.shape)")
    }
    let (start, end) = (entry.data_offsets[0], entry.data_offsets[1])
    guard 0 <= start, start <= end, end <= data.count else {
      throw error(
        "the tensor \(name) should lie in the \(data.count) bytes after the header, "
          + "and lies at \(start) to \(end)")
    }
    guard end - start == size else {
      throw error(
        "the tensor \(name) takes \(end - start) bytes; its shape \(entry.shape) of "
          + "\(type.rawValue) needs \(size)")
    }
    return Safetensors.Tensor(
      type: type, shape: entry.shape,
      bytes: data.lowerBound + start..<data.lowerBound + end)
  }

  private func byteCount(_ shape: [Int], _ type: ElementType) -> Int? {
    var size = type.size
    for length in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else { return nil }
      size = product
    }
    return size
  }

  // The tensors must fill the data without hole or overlap. A decoder keeps one of two entries with
  // the same name, so this finds doubled names too, unless both entries say the same.
  private func checkPlaces(data: Range<Int>) throws(ModelFileError) {
    var filled = data.lowerBound
    for (name, tensor) in tensors.sorted(by: { $0.value.place < $1.value.place }) {
      guard tensor.bytes.lowerBound >= filled else {
        throw error("the tensor \(name) overlaps the one before it")
      }
      guard tensor.bytes.lowerBound == filled else {
        throw error(
          "\(tensor.bytes.lowerBound - filled) bytes before the tensor \(name) belong to none: "
            + "a hole, or a name given twice")
      }
      filled = tensor.bytes.upperBound
    }
    guard filled == data.upperBound else {
      throw error(
        "\(data.upperBound - filled) bytes at the end belong to no tensor: "
          + "too long, or a name given twice")
    }
  }

  private func error(_ reason: String) -> ModelFileError {
    ModelFileError(file: path, reason: reason)
  }
}

extension Safetensors.Tensor {
  // An empty tensor comes before the one that starts where it does.
  fileprivate var place: (Int, Int) { (bytes.lowerBound, bytes.upperBound) }
}

/// One tensor as the header writes it.
private struct HeaderEntry: Decodable {
  let dtype: String
  let shape: [Int]
  // The name in the file.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  let data_offsets: [Int]
}

/// The header's entries by name; `nil` for one that is not a tensor's.
private struct HeaderEntries: Decodable {
  var entries: [String: HeaderEntry?] = [:]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    for name in container.allKeys where name.stringValue != "__metadata__" {
      entries[name.stringValue] = .some(try? container.decode(HeaderEntry.self, forKey: name))
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

import JSON

/// The header of a .safetensors file, read and checked.
package struct SafetensorsHeader {
  /// Every tensor by its name.
  package private(set) var tensors: [String: Tensor] = [:]
  /// What stands under `__metadata__`: texts by their names.
  package private(set) var metadata: [String: String] = [:]
  private let path: String

  /// The format's own limit, against headers made to exhaust the memory.
  private static let longest = 100_000_000
  /// No model is as many bytes.
  private static let mostData = 1 << 50
  private static let whatToDo = ", so that its end is missing: download it again"

  package init(of file: MappedFile) throws(ModelFileError) {
    path = file.path
    guard file.bytes.count >= 8 else {
      throw error("is \(file.bytes.count) bytes long; a .safetensors file has at least 8")
    }
    let stated = UInt64(littleEndian: file.bytes.loadUnaligned(as: UInt64.self))
    let room = file.bytes.count - 8
    guard let length = Int(exactly: stated), length <= room else {
      let isCut = stated <= UInt64(Self.longest)
      throw error(
        "its header should be \(stated) bytes long, but only \(room) bytes follow"
          + (isCut ? Self.whatToDo : ""))
    }
    guard length <= Self.longest else {
      throw error("its header is \(length) bytes long; at most \(Self.longest) are allowed")
    }
    let data = 8 + length..<file.bytes.count
    let (entries, metadata) = try entries(
      in: UnsafeRawBufferPointer(rebasing: file.bytes[8..<8 + length]))
    self.metadata = metadata
    let needed = entries.compactMap(\.entry?.end).max() ?? 0
    guard needed <= data.count || needed > Self.mostData else {
      throw error(
        "is \(file.bytes.count) bytes long; its tensors need \(data.lowerBound + needed)"
          + Self.whatToDo)
    }
    for (name, entry) in entries {
      guard tensors.updateValue(try tensor(name, entry, data: data), forKey: name) == nil else {
        throw error("the tensor \(name) is given twice")
      }
    }
    try checkPlaces(data: data)
  }

  private func entries(
    in header: UnsafeRawBufferPointer
  ) throws(ModelFileError) -> ([(name: String, entry: HeaderEntry?)], metadata: [String: String]) {
    do {
      return try JSONReader.read(header) { reader throws(Flaw) in
        var entries: [(name: String, entry: HeaderEntry?)] = []
        var metadata: [String: String] = [:]
        try reader.object(equalKeys: true) { name, reader throws(Flaw) in
          if name == "__metadata__" {
            guard case .object(let members) = try reader.value().content else { return }
            for (key, value) in members {
              if case .string(let text) = value.content { metadata[key.text] = text }
            }
          } else {
            entries.append((name.text, try HeaderEntry(try reader.value())))
          }
        }
        return (entries, metadata)
      }
    } catch {
      throw self.error("its header is not a JSON object: \(error.reason)")
    }
  }

  private func tensor(
    _ name: String, _ entry: HeaderEntry?, data: Range<Int>
  ) throws(ModelFileError) -> Tensor {
    guard let entry else {
      throw error(
        "the header's entry \(name) should have a dtype, a shape of whole numbers and two "
          + "data_offsets")
    }
    guard let type = ElementType(rawValue: entry.type), !type.isQuantized else {
      throw error("the tensor \(name) has the unknown dtype \(entry.type)")
    }
    guard let size = byteCount(entry.shape, type) else {
      throw error("the tensor \(name) has the impossible shape \(entry.shape)")
    }
    let (start, end) = (entry.start, entry.end)
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
    return Tensor(
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

  // The tensors must fill the data without hole or overlap.
  private func checkPlaces(data: Range<Int>) throws(ModelFileError) {
    var filled = data.lowerBound
    for (name, tensor) in tensors.sorted(by: { $0.value.place < $1.value.place }) {
      guard tensor.bytes.lowerBound >= filled else {
        throw error("the tensor \(name) overlaps the one before it")
      }
      guard tensor.bytes.lowerBound == filled else {
        throw error(
          "\(tensor.bytes.lowerBound - filled) bytes before the tensor \(name) belong to none")
      }
      filled = tensor.bytes.upperBound
    }
    guard filled == data.upperBound else {
      throw error(
        "\(data.upperBound - filled) bytes at the end belong to no tensor")
    }
  }

  private func error(_ reason: String) -> ModelFileError {
    ModelFileError(file: path, reason: reason)
  }
}

extension Tensor {
  // An empty tensor comes before the one that starts where it does.
  fileprivate var place: (Int, Int) { (bytes.lowerBound, bytes.upperBound) }
}

/// One tensor as the header writes it.
private struct HeaderEntry {
  let type: String
  let shape: [Int]
  let start: Int
  let end: Int

  /// `nil` for an entry that is not a tensor's.
  init?(_ value: JSONValue) throws(Flaw) {
    guard value.kind == .object else { return nil }
    let members = try JSONObject(value, "an entry")
    guard case .string(let type)? = members["dtype"]?.content,
      let shape = Self.integers(members["shape"]),
      let places = Self.integers(members["data_offsets"]), places.count == 2
    else { return nil }
    self.type = type
    self.shape = shape
    (start, end) = (places[0], places[1])
  }

  private static func integers(_ value: JSONValue?) -> [Int]? {
    guard case .array(let elements)? = value?.content else { return nil }
    let integers = elements.compactMap { element -> Int? in
      if case .number(let number) = element.content { number.integer } else { nil }
    }
    return integers.count == elements.count ? integers : nil
  }
}

import Glibc
import Text

/// A .gguf file: a model's metadata, its tokenizer's included, and its tensors.
///
/// The file starts with `GGUF`, the format's version and two counts; then come the metadata, the
/// tensors' names, shapes and places, and the tensors' bytes. All numbers are little-endian.
/// Everything is checked when the file is opened. Source: the description of the format in ggml.
public final class GGUF: TensorFile {
  /// Every tensor of the file by its name.
  public let tensors: [String: Tensor]
  package let file: MappedFile
  private let metadata: [String: Value]

  /// What the metadata has under a name.
  enum Value: Sendable {
    case bool(Bool)
    case whole(Int)
    case real(Double)
    case string(String)
    /// The places in the file of strings that follow each other.
    case strings([Range<Int>])
    case wholes([Int])
    case reals([Double])
    /// An array of other things, which nothing here reads.
    case others
  }

  /// Maps the file at `path` and reads all but the tensors' numbers.
  ///
  /// - Throws: why the file can't be read, or what is wrong with its header.
  public init(path: String) throws(ModelFileError) {
    file = try MappedFile(path: path)
    let header = try GGUFHeader(of: file)
    (tensors, metadata) = (header.tensors, header.metadata)
  }

  /// Whether the file at `path` is one of these by its name or its first bytes.
  static func isFile(_ path: String) -> Bool {
    if path.lowercased().hasSuffix(".gguf") { return true }
    guard let start = path.withLosslessCString({ fopen($0, "re") }) else { return false }
    defer { fclose(start) }
    var bytes = [UInt8](repeating: 0, count: 4)
    return fread(&bytes, 1, 4, start) == 4 && bytes.elementsEqual(GGUFHeader.magic)
  }

  /// What the metadata has under `key`; `nil` where it has nothing.
  subscript(key: String) -> Value? { metadata[key] }

  /// The keys of the metadata.
  var keys: some Collection<String> { metadata.keys }

  /// The string called `key`, where there is one.
  ///
  /// - Throws: that it is something else.
  func string(_ key: String) throws(ModelFileError) -> String? {
    guard let value = metadata[key] else { return nil }
    guard case .string(let text) = value else { throw error("its \(key) should be a string") }
    return text
  }

  /// Whether `key` is true; `nil` where nothing is said.
  ///
  /// - Throws: that it is something else.
  func flag(_ key: String) throws(ModelFileError) -> Bool? {
    guard let value = metadata[key] else { return nil }
    guard case .bool(let flag) = value else { throw error("its \(key) should be true or false") }
    return flag
  }

  /// The whole number called `key`, where there is one.
  ///
  /// - Throws: that it is something else.
  func whole(_ key: String) throws(ModelFileError) -> Int? {
    guard let value = metadata[key] else { return nil }
    guard case .whole(let number) = value else {
      throw error("its \(key) should be a whole number")
    }
    return number
  }

  /// Where the strings of the array `key` are among the file's bytes.
  ///
  /// - Throws: that there is no such array.
  func strings(_ key: String) throws(ModelFileError) -> [Range<Int>] {
    guard case .strings(let places)? = metadata[key] else {
      throw error("should have a \(key), an array of strings")
    }
    return places
  }

  /// The whole numbers of the array `key`; `nil` where there is none.
  ///
  /// - Throws: that it is something else.
  func wholes(_ key: String) throws(ModelFileError) -> [Int]? {
    guard let value = metadata[key] else { return nil }
    guard case .wholes(let numbers) = value else {
      throw error("its \(key) should be an array of whole numbers")
    }
    return numbers
  }

  /// The numbers of the array `key`.
  ///
  /// - Throws: that there is no such array.
  func reals(_ key: String) throws(ModelFileError) -> [Double] {
    guard case .reals(let numbers)? = metadata[key] else {
      throw error("should have a \(key), an array of numbers")
    }
    return numbers
  }

  /// The bytes at a string's place.
  func bytes(_ place: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file.bytes[place])
  }

  /// That something is wrong with the file.
  func error(_ reason: String) -> ModelFileError { ModelFileError(file: path, reason: reason) }
}

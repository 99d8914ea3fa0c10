/// A .safetensors file: named tensors, mapped read-only and made into `Float` only when asked for.
///
/// The file starts with the header's length (8 bytes, little-endian), then the header, a JSON
/// object that gives each tensor's type, shape and place, then the tensors' bytes. Everything the
/// header says is checked when the file is opened, so that reading a tensor later cannot leave it.
/// Source: the description of the format in the safetensors library.
public final class Safetensors: TensorFile {
  /// Every tensor of the file by its name.
  public let tensors: [String: Tensor]
  package let file: MappedFile

  /// Maps the file at `path` and reads its header.
  ///
  /// - Throws: why the file can't be read, or what is wrong with its header.
  public init(path: String) throws(ModelFileError) {
    file = try MappedFile(path: path)
    tensors = try SafetensorsHeader(of: file).tensors
  }
}

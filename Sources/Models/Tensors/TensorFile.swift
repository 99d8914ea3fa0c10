/// What a file says of one tensor.
public struct Tensor: Equatable, Sendable {
  /// The type of its numbers.
  public let type: ElementType
  /// How long it is in each dimension, the last one running fastest; empty for a single number.
  public let shape: [Int]
  /// Where its numbers lie in the file.
  package let bytes: Range<Int>
}

/// A file of named tensors, mapped read-only and made into `Float` only when asked for. Everything it
/// says of them is checked when it is opened, so that reading a tensor later cannot leave the file.
package protocol TensorFile: AnyObject, Sendable {
  /// Every tensor of the file by its name.
  var tensors: [String: Tensor] { get }
  var file: MappedFile { get }
}

extension TensorFile {
  /// The path of the file.
  var path: String { file.path }

  /// All numbers of the tensor `name`, the last dimension running fastest.
  ///
  /// - Throws: that there is no such tensor, or that its type can't be read as `Float`.
  package func floats(of name: String) throws(ModelFileError) -> [Float] {
    let tensor = try readable(name)
    let count = tensor.bytes.count / tensor.type.size * tensor.type.block
    return rows(of: tensor, name, count: 1, columns: count)[0]
  }

  /// The rows of the two-dimensional tensor `name`.
  ///
  /// - Throws: that there is no such tensor, that it is not two-dimensional, or that its type
  ///   can't be read as `Float`.
  package func rows(of name: String) throws(ModelFileError) -> TensorRows {
    let tensor = try readable(name)
    guard tensor.shape.count == 2 else {
      throw error("the tensor \(name) should have two dimensions, and has \(tensor.shape.count)")
    }
    return rows(of: tensor, name, count: tensor.shape[0], columns: tensor.shape[1])
  }

  private func rows(of tensor: Tensor, _ name: String, count: Int, columns: Int) -> TensorRows {
    TensorRows(
      name: name, count: count, columns: columns, type: tensor.type, file: file,
      bytes: tensor.bytes)
  }

  private func readable(_ name: String) throws(ModelFileError) -> Tensor {
    guard let tensor = tensors[name] else { throw error("has no tensor \(name)") }
    guard tensor.type.isReadable else {
      throw error(
        "the tensor \(name) is of type \(tensor.type.rawValue); F32, F16 and BF16 can be read")
    }
    return tensor
  }

  private func error(_ reason: String) -> ModelFileError {
    ModelFileError(file: file.path, reason: reason)
  }
}

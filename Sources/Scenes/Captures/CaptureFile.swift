import Glibc
import Models
import Text

/// The arrays and texts of a file, or of a folder that pattern-lens wrote, in which attention can be.
struct CaptureFile {
  /// The arrays that can be read.
  private(set) var arrays: [CaptureArray] = []
  /// Texts by their names: what a .safetensors file has as metadata.
  private(set) var texts: [String: String] = [:]
  /// Others by their names, and why they can't be read.
  private(set) var flaws: [(name: String, error: CaptureError)] = []
  /// The file in which the arrays are.
  let path: String

  /// What a file of attention begins with.
  private enum Kind { case zip, array, tensors }

  /// The file that is meant by `path`: in a folder of pattern-lens its `activations.npz`.
  static func file(meantBy path: String) -> String {
    let inside = (path.hasSuffix("/") ? String(path.dropLast()) : path) + "/activations.npz"
    return access(inside, R_OK) == 0 ? inside : path
  }

  /// Whether the file that is meant by `path` begins as one with arrays does, or is called like one.
  static func isThere(at path: String) -> Bool {
    let path = file(meantBy: path)
    let name = path.lowercased()
    return kind(at: path) != nil
      || ([".npz", ".npy", ".safetensors"].contains(where: name.hasSuffix)
        && path.withLosslessCString { access($0, R_OK) } == 0)
  }

  private static func kind(at path: String) -> Kind? {
    let descriptor = path.withLosslessCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var start = [UInt8](repeating: 0, count: 9)
    guard pread(descriptor, &start, start.count, 0) == start.count else { return nil }
    if [ZipArchive.sign, ZipArchive.signOfEmpty].contains(where: start.starts(with:)) {
      return .zip
    }
    if start.starts(with: [0x93] + Array("NUMPY".utf8)) { return .array }
    // The length of a header that is no text, and where it begins.
    return start[4..<8] == [0, 0, 0, 0] && start[8] == UInt8(ascii: "{") ? .tensors : nil
  }

  /// Reads what the file at `path` says of its arrays. It is mapped for that alone.
  init(_ path: String) throws(CaptureError) {
    self.path = path
    let file: MappedFile
    do {
      file = try MappedFile(path: path)
    } catch {
      throw CaptureError(error.reason)
    }
    let open = try ArrayFile(path: path)
    switch Self.kind(at: path) {
    case .zip: try readArchive(file, open)
    case .array: arrays = [try Self.array("the array", file, open, from: 0)]
    case .tensors: try readTensors(file, open)
    case nil: throw CaptureError("holds no arrays; save them with np.savez or safetensors")
    }
  }

  private mutating func readArchive(
    _ file: MappedFile, _ open: ArrayFile
  ) throws(CaptureError) {
    let archive = try ZipArchive(file)
    guard !archive.members.contains(where: { $0.name.hasSuffix("data.pkl") }) else {
      throw CaptureError(
        "is a PyTorch file, a pickle, which runs code when it is read; save the tensors with"
          + " safetensors.torch.save_file")
    }
    for member in archive.members where member.name.hasSuffix(".npy") {
      let name = String(member.name.dropLast(4))
      do throws(CaptureError) {
        arrays.append(
          member.isDeflated
            ? try Self.array(name, try DeflatedMember(member, in: open))
            : try Self.array(name, file, open, from: member.bytes.lowerBound, size: member.size))
      } catch {
        flaws.append((name, error))
      }
    }
    if arrays.isEmpty, flaws.isEmpty {
      throw CaptureError("is a zip archive without arrays; save them with np.savez")
    }
  }

  private mutating func readTensors(
    _ file: MappedFile, _ open: ArrayFile
  ) throws(CaptureError) {
    let header: SafetensorsHeader
    do {
      header = try SafetensorsHeader(of: file)
    } catch {
      throw CaptureError(error.reason)
    }
    texts = header.metadata
    for (name, tensor) in header.tensors.sorted(by: { $0.key < $1.key }) {
      arrays.append(
        try CaptureArray(
          name: name, shape: tensor.shape, element: .number(tensor.type),
          storage: .file(open, from: tensor.bytes.lowerBound), room: tensor.bytes.count))
    }
  }

  /// What to call an array in a message.
  private static func shown(_ name: String) -> String { SafeText(name).shown }

  private static func array(
    _ name: String, _ file: MappedFile, _ open: ArrayFile, from start: Int, size: Int? = nil
  ) throws(CaptureError) -> CaptureArray {
    let size = size ?? file.bytes.count - start
    let first = file.bytes[start..<start + min(size, NPYHeader.longest)]
    let header = try NPYHeader(UnsafeRawBufferPointer(rebasing: first), of: shown(name))
    return try CaptureArray(
      name: name, shape: header.shape, element: header.element,
      storage: .file(open, from: start + header.end), room: size - header.end)
  }

  private static func array(
    _ name: String, _ member: DeflatedMember
  ) throws(CaptureError) -> CaptureArray {
    guard let first = member.bytes(0..<min(member.size, NPYHeader.longest)) else {
      throw CaptureError("\(shown(name)) can't be inflated; it is broken, write it again")
    }
    let header: NPYHeader
    do {
      header = try first.withUnsafeBytes { try NPYHeader($0, of: shown(name)) }
    } catch let error as CaptureError {
      throw error
    } catch {
      throw CaptureError("\(shown(name)) can't be read")
    }
    return try CaptureArray(
      name: name, shape: header.shape, element: header.element,
      storage: .deflated(member, from: header.end), room: member.size - header.end)
  }
}

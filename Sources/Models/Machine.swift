import CKernels
import COneDNN
import Glibc

/// What a model runs on, so that a figure can be read with it.
public enum Machine {
  /// The processor's name, how many threads compute, and the instruction sets that are used.
  public static var description: String {
    let (own, library) = (
      String(cString: kernels_instruction_set()), String(cString: onednn_instruction_set())
    )
    return "\(processor), \(Team.shared.size) threads, \(own); oneDNN "
      + "\(String(cString: onednn_version())), \(library)"
  }

  private static var processor: String {
    guard let file = fopen("/proc/cpuinfo", "re") else { return "unknown processor" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes.prefix(count), as: UTF8.self)
    let name = text.split(separator: "\n").first { $0.hasPrefix("model name") }?
      .split(separator: ":").last
    return name.map { String($0.drop { $0 == " " }) } ?? "unknown processor"
  }
}

import Canvas
import Explorer
import FoundationEssentials
import Glibc
import RandomText
import Scenes
import Screen
import Views

/// Broken files of captured attention: archives, arrays, tensors.
///
/// An item is the name of a file in a line, and below it what stands in that.
struct CaptureFiles: Kind {
  static let name = "capture-files"
  static let share = 1.0
  static let unit = Unit.bytes

  private static let fixtures =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
    + "/Scenes/Fixtures"

  private let models: OpenModels
  private let scratch: String
  private let whole: [NamedFile]

  init(scratch: String) throws {
    models = try bundledModels()
    self.scratch = scratch
    whole = try FileManager.default.contentsOfDirectory(atPath: Self.fixtures).sorted()
      .filter { name in [".npz", ".npy", ".safetensors"].contains(where: name.hasSuffix) }
      .map { NamedFile(name: $0, bytes: try bytes(ofFile: "\(Self.fixtures)/\($0)")) }
  }

  func make(using random: inout SeededGenerator) -> [UInt8] {
    let file = random.one(of: whole)
    let bytes = Mutation.broken(
      file.bytes, isJSON: false, others: whole.map(\.bytes), using: &random)
    return NamedFile(name: file.name, bytes: bytes).item
  }

  func run(_ item: [UInt8]) throws -> Int {
    let file = NamedFile(item: item)
    let path = "\(scratch)/\(file.name.replacing("/", with: "-"))"
    try Data(file.bytes).write(to: URL(fileURLWithPath: path))
    let reading = SentenceFile.readCapture(path: path)
    try require(
      !reading.scenes.isEmpty || !reading.problems.isEmpty, "there is neither a scene nor a problem"
    )
    var scenes = PreparedScenes(reading, models: models)
    for problem in scenes.problems { try check(problem, of: file.name) }
    for place in 0..<min(scenes.count, 4) {
      let sentence = Sentence(try scenes.scene(at: place))
      for warning in sentence.warnings { try checkSafe(warning, "a warning") }
      try checkPrinted(sentence)
    }
    try explore(scenes, pressing: "↑m23456789NiHRXP.V]}1")
    return 1
  }
}

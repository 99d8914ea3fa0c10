import JSON

/// Reads the content of one sentence file, and goes on after what is wrong in it.
struct SentenceReader {
  let name: String
  private let folder: String
  private(set) var reading = FileReading()

  init(name: String) {
    self.name = name
    folder = Scenes.folder(of: name)
  }

  mutating func report(_ reason: String, line: Int? = nil, scene: Int? = nil) {
    reading.problems.append(
      Problem(file: name, line: line, scene: scene, reason: reason, kind: .content))
  }

  mutating func readText(_ bytes: ArraySlice<UInt8>) {
    for (line, text) in Lines(bytes) {
      guard let sentence = String(validating: text, as: UTF8.self) else {
        report("is not UTF-8; save the file as UTF-8", line: line)
        continue
      }
      guard !sentence.unicodeScalars.allSatisfy(\.properties.isWhitespace) else { continue }
      do {
        reading.append(try Scene(sentence: sentence), at: .init(file: name, line: line))
      } catch {
        report(error.description, line: line)
      }
    }
  }

  mutating func readJSONLines(_ bytes: ArraySlice<UInt8>) {
    for (line, text) in Lines(bytes) {
      do {
        let value = try JSONReader.read(text, line: line) { reader throws(Flaw) in
          reader.isAtEnd() ? nil : try reader.value()
        }
        guard let value else { continue }
        reading.append(
          try SceneDecoder(value, in: folder).scene(), at: .init(file: name, line: line))
      } catch {
        report(error.reason, line: error.line)
      }
    }
  }

  mutating func readJSON(_ bytes: ArraySlice<UInt8>) {
    do {
      let alone = try JSONReader.read(bytes) { reader throws(Flaw) -> JSONValue? in
        guard !reader.isAtEnd() else { return nil }
        guard reader.kind() == .array else { return try reader.value() }
        var index = 0
        try reader.array { reader throws(Flaw) in
          open(try reader.value(), scene: index)
          index += 1
        }
        return nil
      }
      if let alone { open(alone, scene: nil) }
    } catch {
      report(error.reason, line: error.line)
    }
  }

  private mutating func open(_ value: JSONValue, scene: Int?) {
    do {
      reading.append(
        try SceneDecoder(value, in: folder).scene(),
        at: .init(file: name, line: value.line, scene: scene))
    } catch {
      report(error.reason, line: error.line, scene: scene)
    }
  }
}

/// The lines of a file with their numbers from 1, without what ends them: LF, or CR and LF.
private struct Lines: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>
  private var line = 0

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  mutating func next() -> (Int, ArraySlice<UInt8>)? {
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
    var text = rest[..<end]
    if text.last == UInt8(ascii: "\r") { text.removeLast() }
    rest = rest[end...].dropFirst()
    line += 1
    return (line, text)
  }
}

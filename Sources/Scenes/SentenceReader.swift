import JSON
import Text

/// Reads the content of one sentence file, and goes on after what is wrong in it.
struct SentenceReader {
  let name: String
  let options: ReadingOptions
  private let folder: String
  private(set) var reading = FileReading()
  /// How many entries were met, whether they open or not.
  private var met = 0

  init(name: String, options: ReadingOptions = ReadingOptions()) {
    self.name = name
    self.options = options
    folder = Scenes.folder(of: name)
  }

  mutating func report(_ reason: String, line: Int? = nil, scene: Int? = nil) {
    reading.report(
      Problem(file: name, line: line, scene: scene, reason: reason, kind: .content))
  }

  mutating func readText(_ bytes: ArraySlice<UInt8>) {
    var lines = Lines(bytes)
    while let (line, text) = lines.next() {
      guard !text.isEmpty else { continue }
      let sentence = String(validating: text, as: UTF8.self)
      if let sentence, isBlank(sentence) { continue }
      guard !isFull else { return leaveOut(1 + lines.count, "lines", from: line) }
      met += 1
      guard let sentence else {
        report("is not UTF-8; save the file as UTF-8", line: line)
        continue
      }
      open(sentence, line: line)
    }
  }

  mutating func readJSONLines(_ bytes: ArraySlice<UInt8>) {
    var lines = Lines(bytes)
    while let (line, text) = lines.next() {
      guard !text.isEmpty else { continue }
      guard !isFull else { return leaveOut(1 + lines.count, "lines", from: line) }
      do {
        let value = try JSONReader.read(text, line: line) { reader throws(Flaw) in
          reader.isAtEnd() ? nil : try reader.value()
        }
        if let value { open(value, scene: nil) }
      } catch {
        met += 1
        report(error.reason, line: error.line)
      }
    }
  }

  mutating func readJSON(_ bytes: ArraySlice<UInt8>) {
    var left = (count: 0, line: 0)
    do {
      try JSONReader.read(bytes) { reader throws(Flaw) in
        while !reader.isAtEnd() {
          guard reader.kind() == .array else {
            try openNext(of: &reader, scene: nil, left: &left)
            continue
          }
          var index = 0
          try reader.array { reader throws(Flaw) in
            try openNext(of: &reader, scene: index, left: &left)
            index += 1
          }
        }
      }
    } catch {
      report(error.reason, line: error.line)
    }
    if left.count > 0 { leaveOut(left.count, "scenes", from: left.line) }
  }

  /// Reads a table whose first record names the columns.
  mutating func readTable(_ bytes: ArraySlice<UInt8>, as format: SentenceFile.Format) {
    var records = TableRecords(bytes, as: format)
    guard let names = records.next() else { return }
    let columns = names.fields.map { String(decoding: $0, as: UTF8.self) }
    let field = options.field ?? "sentence"
    guard let column = columns.firstIndex(of: field) else {
      let listed = columns.prefix(20).map { quoted($0) }.joined(separator: ", ")
      return report(
        "has no column \(quoted(field)); name the one with the sentences with --field: \(listed)",
        line: names.line)
    }
    while let record = records.next() {
      guard !isFull else { return leaveOut(1 + records.linesLeft, "lines", from: record.line) }
      met += 1
      if record.isOpen {
        report("the quotation mark that ends a field is missing", line: record.line)
      } else if column >= record.fields.count {
        report(
          "has no column \(column + 1), where the sentence is to be", line: record.line)
      } else if let sentence = String(validating: record.fields[column], as: UTF8.self) {
        open(sentence, line: record.line)
      } else {
        report("is not UTF-8; save the file as UTF-8", line: record.line)
      }
    }
  }

  private var isFull: Bool { met == SentenceFile.mostSentences }

  private func isBlank(_ sentence: String) -> Bool {
    sentence.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  private mutating func leaveOut(_ count: Int, _ what: String, from line: Int) {
    reading.report(
      Problem(
        file: name, line: line, scene: nil,
        reason: "\(count) \(what) from here on are left out, since a file may have"
          + " \(SentenceFile.mostSentences) sentences; split it into smaller files",
        kind: .content, count: count))
  }

  private mutating func open(_ sentence: String, line: Int) {
    do {
      reading.append(try Scene(sentence: sentence), at: .init(file: name, line: line))
    } catch {
      report(error.description, line: line)
    }
  }

  private mutating func openNext(
    of reader: inout JSONReader, scene: Int?, left: inout (count: Int, line: Int)
  ) throws(Flaw) {
    if isFull {
      try reader.skip()
      if left.count == 0 { left.line = reader.line() }
      left.count += 1
    } else {
      open(try reader.value(), scene: scene)
    }
  }

  private mutating func open(_ value: JSONValue, scene: Int?) {
    met += 1
    do {
      reading.append(
        try SceneDecoder.scene(value, in: folder, options: options),
        at: .init(file: name, line: value.line, scene: scene))
    } catch {
      report(error.reason, line: error.line, scene: scene)
    }
  }
}

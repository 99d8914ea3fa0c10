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

  /// Reads a table whose first record names the columns, or is a record like the others where
  /// `options` number them.
  mutating func readTable(_ bytes: ArraySlice<UInt8>, as format: SentenceFile.Format) {
    var records = TableRecords(bytes, as: format)
    guard let first = records.next() else { return }
    let columns: TableColumns
    do {
      columns = try TableColumns(options.fields, first: first)
    } catch {
      return report(error.reason, line: error.line)
    }
    var next = columns.hasNames ? records.next() : first
    while let record = next {
      guard !isFull else { return leaveOut(1 + records.linesLeft, "lines", from: record.line) }
      met += 1
      do {
        let sentences = try columns.sentences(of: record, separator: records.separator)
        open(sentences[0], beside: sentences.dropFirst().first, line: record.line)
      } catch {
        report(error.reason, line: error.line)
      }
      next = records.next()
    }
  }

  /// Reads a treebank.
  mutating func readTreebank(_ bytes: ArraySlice<UInt8>) {
    var sentences = TreebankSentences(bytes)
    while let sentence = sentences.next() {
      guard !isFull else { return leaveOut(1 + sentences.linesLeft, "lines", from: sentence.line) }
      met += 1
      if let flaw = sentence.flaw {
        report(flaw.reason, line: flaw.line)
      } else {
        open(sentence.text, tokens: sentence.tokens, line: sentence.line)
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

  private mutating func open(
    _ sentence: String?, tokens: [String]? = nil, beside: String? = nil, line: Int,
    scene place: Int? = nil
  ) {
    do {
      let scene = try Scene(sentence: sentence, tokens: tokens)
      let beside = try beside.map { text throws(SceneError) in
        try Scene.Start.model(.init(beside: SafeText(text)))
      }
      reading.append(
        try scene.with(start: beside), at: .init(file: name, line: line, scene: place))
    } catch {
      report(error.description, line: line, scene: place)
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
      guard options.fields.isEmpty else { return try openFields(of: value, scene: scene) }
      reading.append(
        try SceneDecoder.scene(
          value, in: folder, ignoresUnknownKeys: options.ignoresUnknownKeys),
        at: .init(file: name, line: value.line, scene: scene))
    } catch {
      report(error.reason, line: error.line, scene: scene)
    }
  }

  /// Opens the sentences that a record of a data set has under the keys of `options`.
  private mutating func openFields(of record: JSONValue, scene: Int?) throws(Flaw) {
    var columns: [[(value: FieldPath.Value, line: Int)]] = []
    for field in options.fields { columns.append(try FieldPath(field).values(in: record)) }
    if columns.count > 1, columns[0].count != columns[1].count {
      throw Flaw(
        line: record.line,
        reason: "\(quoted(options.fields[0])) has \(columns[0].count) sentences, and"
          + " \(quoted(options.fields[1])), which are to stand beside them, \(columns[1].count)")
    }
    for (place, (value, line)) in columns[0].enumerated() {
      if place > 0 {
        guard !isFull else { return leaveOut(columns[0].count - place, "sentences", from: line) }
        met += 1
      }
      let beside = columns.dropFirst().first?[place].value.text
      switch value {
      case .sentence(let text): open(text, beside: beside, line: line, scene: scene)
      case .tokens(let tokens):
        open(nil, tokens: tokens, beside: beside, line: line, scene: scene)
      }
    }
  }
}

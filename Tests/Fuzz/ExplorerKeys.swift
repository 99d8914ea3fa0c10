import AttentionCore
import Canvas
import Explorer
import RandomText
import Scenes
import Screen
import Views

/// Keys into the explorer, drawn at random sizes.
///
/// An item is lines: `scenes` opens some, by a seed; `undo` presses a key and takes it back; `save`,
/// `print` and `picture` look whether these still work; the others are `ScreenLines`. At the end the program is as if killed, and started again.
struct ExplorerKeys: Kind {
  static let name = "keys"
  static let share = 4.0
  static let unit = Unit.lines

  private let models: OpenModels
  private let scratch: String

  init(scratch: String) throws {
    models = try bundledModels()
    self.scratch = scratch
  }

  func make(using random: inout SeededGenerator) -> [UInt8] {
    var lines = ["scenes \(random.next() >> 32)"]
    lines += ScreenLines.random(
      own: { random in
        random.one(of: [
          "save", "print", "picture", "undo \(KeyNames.name(KeyNames.random(using: &random)))",
          "undo \(KeyNames.name(KeyNames.random(using: &random)))",
        ])
      }, key: { KeyNames.random(using: &$0) }, using: &random)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  func run(_ item: [UInt8]) throws -> Int {
    var play: Play?
    var count = 0
    for (words, events) in ScreenLines.read(item) {
      count += events
      if words.first == "scenes" {
        play = try Play(seed: words.last.flatMap { UInt64($0) } ?? 0, models, scratch)
      }
      try play?.take(words)
    }
    try play?.end()
    return count
  }
}

/// An explorer that is being played with.
private struct Play {
  private var explorer: Explorer
  private var form = ScreenForm()
  private var canvas: Canvas
  private var pointer = PointerReader()
  private var requests: UInt64 = 0
  private var kept: [KeptSentence: Scene] = [:]
  private let seed: UInt64
  private let models: OpenModels
  private let scratch: String

  init(seed: UInt64, _ models: OpenModels, _ scratch: String) throws {
    (self.seed, self.models, self.scratch) = (seed, models, scratch)
    explorer = try Self.opened(seed: seed, models)
    canvas = Screen.draw(explorer, size: form.size, glyphs: form.glyphs)
  }

  private static func reading(seed: UInt64) -> FileReading {
    var random = SeededGenerator(seed: seed)
    var reading = FileReading()
    for scene in RandomScenes.some(using: &random) {
      reading.append(FileReading(scene, named: "scenes"))
    }
    return reading
  }

  private static func opened(seed: UInt64, _ models: OpenModels) throws -> Explorer {
    var random = SeededGenerator(seed: seed &+ 1)
    var options = OpeningOptions()
    options.source = random.one(of: [nil, nil, nil, .similarity, .model])
    options.joinsPieces = Bool.random(using: &random)
    let scenes = PreparedScenes(reading(seed: seed), options: options, models: models)
    guard let sentences = try OpenSentences(scenes) else {
      throw Broken("scenes do not open: \(scenes.problems) \(scenes.misfits)")
    }
    return Explorer(sentences)
  }

  mutating func take(_ line: [Substring]) throws {
    form.take(line)
    let words = line.dropFirst()
    switch line.first {
    case "press": try press(words.compactMap(KeyNames.key))
    case "point": try words.compactMap(PointerNames.pointer).forEach { try point($0) }
    case "paste": explorer.paste(words.map(ScalarNames.text).joined(), isCut: words.count > 1)
    case "undo": try pressAndUndo(words.compactMap(KeyNames.key))
    case "save": try checkSaving(explorer.sentence, in: scratch, models: models)
    case "print": try checkPrinted(explorer.sentence)
    case "picture":
      try checkPictures(of: Screen.draw(explorer, size: form.size, glyphs: form.glyphs))
    default: break
    }
    keep()
    try check(explorer)
    // One part is done beside what is pressed next.
    if let work = explorer.work { explorer.take(work.done()) }
    try check(explorer)
    canvas = Screen.draw(explorer, size: form.size, glyphs: form.glyphs)
    try check(canvas, form.size)
  }

  /// What it means goes by the picture that was drawn last.
  private mutating func point(_ event: Pointer) throws {
    let spot = canvas.spot(row: event.row, column: event.column)
    switch pointer.meaning(of: event, at: spot, in: explorer) {
    case .key(let key)?: try press([key])
    case .commands(let commands)?: explorer.update(commands)
    case nil: break
    }
  }

  private mutating func press(_ keys: [Key]) throws {
    var keys = keys[...]
    while let request = explorer.press(&keys) { try carryOut(request) }
  }

  /// A key that changes what is edited is one step, back and on again.
  private mutating func pressAndUndo(_ keys: [Key]) throws {
    let (place, before) = (explorer.sentences.index, explorer.sentence)
    try press(keys)
    let after = explorer.sentence
    guard keys.count == 1, explorer.focus == .sentence, place == explorer.sentences.index,
      before.scene == after.scene,
      before.interventions != after.interventions
    else { return }
    let isStep = explorer.keys.command(for: keys[0], in: .sentence).map {
      $0 != .sentence(.undo) && $0 != .sentence(.redo)
    }
    guard isStep == true else { return }
    var other = explorer
    _ = other.update(.sentence(.undo))
    try require(
      other.sentence.interventions == before.interventions,
      "undo of \(KeyNames.name(keys[0])) does not give what was there before")
    _ = other.update(.sentence(.redo))
    try require(
      other.sentence.interventions == after.interventions,
      "redo of \(KeyNames.name(keys[0])) does not give what it had done")
  }

  private mutating func carryOut(_ request: Request) throws {
    requests += 1
    var random = SeededGenerator(seed: seed &+ requests)
    switch request {
    case .quit: break
    case .open(let path):
      keep()
      let isWhole = Bool.random(using: &random)
      let reading =
        isWhole
        ? Self.reading(seed: random.next()) : SentenceFile.read(Array("{".utf8), name: path)
      // The program keeps the edits of those that go elsewhere.
      if explorer.opened(PreparedScenes(reading, models: models)) { kept = [:] }
    case .openPasted(let reading):
      explorer.append(PreparedScenes(reading, models: models))
    case .list:
      let names = ["own.json", "other file.json", "own-2.txt", "ö\u{301}.json", "folder/"]
      explorer.complete(
        from: Bool.random(using: &random) ? nil : Array(names.shuffled(using: &random).prefix(3)))
    case .save(let scene, let path, let replacing):
      let target = scratch + "/own.json"
      do {
        let version = try SentenceFile.write(scene, to: target, replacing: FileVersion(at: target))
        switch replacing == nil ? Int.random(in: 0..<3, using: &random) : 0 {
        case 0: explorer.saved(to: path, as: version)
        case 1: explorer.notWritten(.scene, to: path, .exists(path: path, version))
        default: explorer.notWritten(.scene, to: path, .failed(path: path, reason: "is full"))
        }
      } catch {
        throw Broken("a scene can't be saved: \(error)")
      }
    case .export(let path, let replacing):
      try checkPictures(of: Screen.draw(explorer, size: form.size, glyphs: form.glyphs))
      if replacing == nil, Bool.random(using: &random) {
        explorer.notWritten(.picture, to: path, .exists(path: path, nil))
      } else {
        explorer.exported(to: path, as: nil)
      }
    }
  }

  /// What the program writes before every picture.
  private mutating func keep() {
    for change in explorer.editsChanges() {
      switch change.standing {
      case .unsaved(let scene, _): kept[change.sentence] = scene
      case .saved, .gone: kept[change.sentence] = nil
      case .tooMany: break
      }
    }
  }

  /// What was kept gives the edits back to one who opens the same sentence again.
  mutating func end() throws {
    guard let sentence = explorer.sought, let scene = kept[sentence] else { return }
    let edits = explorer.sentence.interventions
    guard max(edits.edits.count, explorer.sentence.patches.count) <= Scene.mostEdits else { return }
    var reading = FileReading()
    reading.append(FileReading(explorer.sentence.scene, named: "again"))
    var options = OpeningOptions()
    options.source = explorer.sentence.source.kind
    let scenes = PreparedScenes(reading, options: options, models: models)
    guard let sentences = try OpenSentences(scenes) else {
      throw Broken("it does not open again: \(scenes.problems) \(scenes.misfits)")
    }
    let path = scratch + "/kept.json"
    do {
      try SentenceFile.write(scene, to: path, replacing: FileVersion(at: path))
    } catch {
      throw Broken("edits can't be kept: \(error)")
    }
    let written = SentenceFile.read(path: path).scenes
    var again = Explorer(sentences)
    try require(
      again.sought?.mark == sentence.mark, "the mark of a sentence is another one in another run")
    again.found(written.map { KeptEdits(file: "kept.json", scene: $0, time: 0) })
    _ = again.update(.sentence(.takeBack))
    // Its patches are read as far as those that were kept.
    if edits.patches.unreadCount == 0, again.sentence.interventions.patches.unreadCount > 0,
      let work = again.work
    {
      again.take(work.done())
    }
    try require(
      again.sentence.interventions == edits,
      "edits are lost: \(edits.edits) were kept, \(again.sentence.interventions.edits) taken back")
  }
}

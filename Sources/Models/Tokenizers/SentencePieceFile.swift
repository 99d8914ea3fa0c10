/// A tokenizer as the SentencePiece library writes it: tokenizer.model, or under another name. Source: Kudo
/// and Richardson, "SentencePiece", 2018, sentencepiece_model.proto.
struct SentencePieceFile {
  enum Kind: UInt64 {
    case unigram = 1
    case bytePairs = 2
  }

  /// What a token is.
  enum Role: UInt64 {
    case plain = 1
    /// What stands for what the vocabulary lacks.
    case unknown
    /// One of the model's own.
    case control
    /// One that is found in a text before anything is cut.
    case added
    case unused
    case byte
  }

  let path: String
  private(set) var kind = Kind.unigram
  private var kindNumber = Kind.unigram.rawValue
  private(set) var tokens = ListedTokens()
  /// What each token is.
  private(set) var roles: [Role] = []
  /// Whether characters that no token has are written as the tokens of their bytes.
  private(set) var fallsBackToBytes = false
  /// The numbers of the tokens for what is unknown, and before and after a text; some have none.
  private(set) var (unknown, first, last): (Int?, Int?, Int?) = (0, 1, 2)
  /// What is done to a text before it is cut into tokens.
  private(set) var normalizer = TextNormalizer()
  private var map: ArraySlice<UInt8> = []
  private var (putsPrefix, removesBlanks, marksBlanks, marksEnds) = (true, true, true, false)

  /// Reads the file at `path`.
  ///
  /// - Throws: why it can't be read, or that it is no such file, or of a kind that can't be.
  init(path: String) throws(ModelFileError) {
    self.path = path
    let file = try MappedFile(path: path, atMost: Vocabulary.longest)
    do {
      try read(Array(file.bytes)[...])
    } catch {
      throw self.error("is no tokenizer as SentencePiece writes it")
    }
    guard !tokens.entries.isEmpty else { throw error("has a vocabulary without tokens") }
    guard let kind = Kind(rawValue: kindNumber) else {
      throw error("has a model of the kind \(kindNumber); only 1 (Unigram) and 2 (BPE) can be read")
    }
    self.kind = kind
    guard marksBlanks, !marksEnds else {
      throw error("does not put ▁ before words for the blanks there; nothing else can be read")
    }
    normalizer = try normalForm()
  }

  /// The first step of `normalizer`, which leaves the ends of a text and the blanks in it as they are; none
  /// where the file has no characters that are written otherwise.
  ///
  /// - Throws: that what it has there can't be read.
  func mapOfCharacters() throws(ModelFileError) -> [TextNormalizer.Step] {
    guard !map.isEmpty else { return [] }
    guard let map = CharacterMap(Array(map)) else {
      throw error(
        "has a precompiled_charsmap that is no trie with texts behind it, none of more than "
          + "\(CharacterMap.mostOfText) characters")
    }
    return [.characters(map)]
  }

  private func normalForm() throws(ModelFileError) -> TextNormalizer {
    var steps = try mapOfCharacters()
    if removesBlanks { steps += [.stripBlanks, .replace(.blanks(2), by: [" "])] }
    if putsPrefix { steps.append(.prepend([PieceSpelling.blank])) }
    return TextNormalizer(steps: steps + [.replace(.text([" "]), by: [PieceSpelling.blank])])
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>) throws(Protobuf.Broken) {
    var model = Protobuf(bytes)
    while let (field, value) = try model.next() {
      guard case .bytes(let part) = value else { continue }
      switch field {
      case 1: try readPiece(part)
      case 2: try readTraining(part)
      case 3: try readNormalizer(part)
      default: break
      }
    }
  }

  private mutating func readPiece(_ bytes: ArraySlice<UInt8>) throws(Protobuf.Broken) {
    var piece = Protobuf(bytes)
    var (spelling, score, role): (ArraySlice<UInt8>, Float, Role) = ([], 0, .plain)
    while let (field, value) = try piece.next() {
      switch (field, value) {
      case (1, .bytes(let bytes)): spelling = bytes
      case (2, .bits(let bits)): score = Float(bitPattern: bits)
      case (3, .number(let number)): role = Role(rawValue: number) ?? .plain
      default: break
      }
    }
    guard score.isFinite, String(validating: spelling, as: UTF8.self) != nil else {
      throw Protobuf.Broken()
    }
    tokens.append(spelling, score: Double(score))
    roles.append(role)
  }

  private mutating func readTraining(_ bytes: ArraySlice<UInt8>) throws(Protobuf.Broken) {
    var training = Protobuf(bytes)
    while let (field, value) = try training.next() {
      guard case .number(let number) = value else { continue }
      // Those that are negative are none.
      let id = Int32(truncatingIfNeeded: number) < 0 ? nil : Int(clamping: number)
      switch field {
      case 3: kindNumber = number
      case 24: marksEnds = number != 0
      case 35: fallsBackToBytes = number != 0
      case 40: unknown = id
      case 41: first = id
      case 42: last = id
      default: break
      }
    }
  }

  private mutating func readNormalizer(_ bytes: ArraySlice<UInt8>) throws(Protobuf.Broken) {
    var normalizer = Protobuf(bytes)
    while let (field, value) = try normalizer.next() {
      switch (field, value) {
      case (2, .bytes(let bytes)): map = bytes
      case (3, .number(let number)): putsPrefix = number != 0
      case (4, .number(let number)): removesBlanks = number != 0
      case (5, .number(let number)): marksBlanks = number != 0
      default: break
      }
    }
  }

  /// That something in the file is wrong.
  func error(_ reason: String) -> ModelFileError {
    ModelFileError(file: path, reason: reason)
  }
}

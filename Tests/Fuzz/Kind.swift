import RandomText

/// A kind of thing that is thrown at the program: it makes one of random numbers, and says what broke.
///
/// What is thrown is bytes, so that any of it can be kept in a file, made shorter and thrown again.
protocol Kind: Sendable {
  /// What it is called on the command line.
  static var name: String { get }
  /// Its part of the time, beside those of the others.
  static var share: Double { get }
  /// What its items can be made shorter by.
  static var unit: Unit { get }
  /// After how many seconds an item hangs.
  static var patience: UInt32 { get }

  /// - Parameter scratch: a folder of its own.
  init(scratch: String) throws

  /// Makes one to throw.
  func make(using random: inout SeededGenerator) -> [UInt8]

  /// Throws `item`.
  ///
  /// - Returns: how many events or files it was.
  /// - Throws: `Broken` where something is not as it must be.
  func run(_ item: [UInt8]) throws -> Int
}

extension Kind {
  static var patience: UInt32 { 60 }
}

/// The parts that an item consists of.
enum Unit {
  case lines, bytes
}

/// Something that is not as it must be.
struct Broken: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Says that `condition` must hold.
func require(_ condition: Bool, _ reason: @autoclosure () -> String) throws {
  if !condition { throw Broken(reason()) }
}

/// All kinds, in the order in which they are thrown.
let kinds: [any Kind.Type] = [
  ExplorerKeys.self, LessonKeyPresses.self, DecoderInput.self, SentenceFiles.self,
  CaptureFiles.self, LessonFiles.self, ModelFiles.self, CommandLines.self, TerminalInput.self,
  Kills.self,
  LessonKills.self,
]

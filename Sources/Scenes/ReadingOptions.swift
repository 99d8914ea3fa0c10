/// How sentence files are to be read, where a person says it.
public struct ReadingOptions: Equatable, Sendable {
  /// How they are written; `nil` leaves it to each file's content and name.
  public var format: SentenceFile.Format?
  /// The column of a table, or the key of JSON's objects, that holds the sentences, and that of the
  /// sentences beside them; the rest is passed over. None where objects are scenes.
  public var fields: [String] = []
  /// The most fields that may be named: two sentences are a pair.
  public static let mostFields = 2
  /// Whether keys that a scene does not have are passed over, instead of refusing it.
  public var ignoresUnknownKeys = false
  /// The tokens of captured attention, as a person says them: of several lists the one that fits.
  public var captured: [[String]] = []

  /// Nothing said.
  public init() {}
}

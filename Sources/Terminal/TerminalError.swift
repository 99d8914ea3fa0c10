/// Why a terminal can't be used.
public struct TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A sentence for a person that names what works instead.
  public let description: String

  init(_ reason: String) {
    description = "\(reason); attnviz print works without a screen"
  }
}

import Foundation
import Testing

/// A jump is drawn in several pictures, unless nothing may move by itself.
struct GlideTests {
  /// The mask takes the query's own 0.150 away; of that the first picture leaves 0.091.
  @Test(arguments: [([], true), (["--no-animation"], false)])
  func aMaskGlides(arguments: [String], glides: Bool) throws {
    let terminal = try PseudoTerminal()
    switch arguments.first {
    case let option?: try terminal.start(option)
    case nil: try terminal.start()
    }
    try terminal.read(until: "quit")
    terminal.type("m")
    try terminal.read(until: "mask")
    try terminal.readAnew(until: "0.412")
    #expect(terminal.drawn.contains("091") == glides)
    terminal.type("q")
    #expect(try terminal.status() == 0)
  }
}

import Foundation
import Testing

/// What is no key press is never run as one: pastes, replies, reports; and keys in every spelling.
struct InputTests {
  private let terminal: PseudoTerminal

  init() throws { terminal = try PseudoTerminal(rows: 30, columns: 110) }

  private func start(_ arguments: String...) throws {
    switch arguments.count {
    case 0: try terminal.start()
    default: try terminal.start("lesson", "1", "--no-animation")
    }
    try terminal.read(until: "quit")
  }

  private func paste(_ text: String) { terminal.type("\u{1B}[200~\(text)\u{1B}[201~") }

  /// Ends it by its key, which shows that nothing else has.
  private func quit(sourceLocation: SourceLocation = #_sourceLocation) throws {
    terminal.type("q")
    #expect(try terminal.status() == 0, sourceLocation: sourceLocation)
  }

  @Test func pastedSentencesOpenBehindTheOthersOnceThatIsWanted() throws {
    try start()
    terminal.type("m")
    try terminal.read(until: "mask")
    paste("the queen quit\rfor the \u{7}bank\r")
    try terminal.read(until: "open 2 pasted sentences? y or Enter; Esc declines")
    terminal.type("\u{1B}")
    try terminal.read(until: "token")
    paste("the queen quit\rfor the bank\r")
    try terminal.read(until: "open 2 pasted sentences?")
    terminal.type("\r")
    try terminal.read(until: "13/14")
    terminal.type("n")
    try terminal.readAnew(until: "14/14")
    // What was done to the others is still done.
    terminal.type("n")
    try terminal.readAnew(until: "mask ")
    try quit()
  }

  @Test func aPasteIsTypedIntoAPrompt() throws {
    try start()
    terminal.type("/")
    try terminal.read(until: "find token")
    paste("mon\rq\u{1B}[A")
    try terminal.read(until: "mon q[A")
    terminal.type("\u{1B}OA\u{1B}[A\u{1B}]0;q\u{7}\u{15}mon\r")
    try terminal.read(until: "▸money")
    try quit()
  }

  @Test func whatATerminalSendsByItselfIsNoKey() throws {
    try start()
    for report in [
      "\u{1B}]11;rgb:0/0/0q\u{7}", "\u{1B}]52;c;q\u{1B}\\", "\u{1B}Pq\u{1B}\\", "\u{1B}_q\u{1B}\\",
      "\u{1B}^q\u{7}", "\u{1B}Xq\u{1B}\\", "\u{1B}[I", "\u{1B}[O", "\u{1B}[<0;3;3M",
      "\u{1B}[M qq", "\u{1B}[24;80R",
    ] {
      terminal.type(report)
    }
    // In several reads, with a picture between them.
    terminal.type("l")
    try terminal.read(until: "▸")
    terminal.type("\u{1B}]0;q")
    while terminal.hasUnreadInput { usleep(1_000) }
    terminal.type("q\u{7}l")
    try terminal.read(until: "▸deposit")
    try quit()
  }

  @Test(arguments: ["xterm-256color", "xterm", "vt100", "linux", "screen", "wyse60", "rxvt"])
  func bothSpellingsOfArrowsAreKeys(name: String) throws {
    try terminal.start("--ascii", terminal: name)
    try terminal.read(until: "quit")
    terminal.type("\u{1B}[C\u{1B}OC")
    try terminal.readAnew(until: ">deposit")
    terminal.type("\u{1B}[A\u{1B}OA\u{1B}[1;2A")
    // Of 0.35, and e to the power of 1.2 times that against the rest.
    try terminal.readAnew(until: "0.641")
    try quit()
  }

  @Test func ctrlSDoesNotFreezeTheScreen() throws {
    try start()
    terminal.type("\u{13}l")
    try terminal.read(until: "▸to")
    try quit()
  }

  @Test func theLessonTakesNoReportForAKey() throws {
    try start("lesson")
    paste("q")
    try terminal.read(until: "can't be pasted here")
    terminal.type("й")
    try terminal.read(until: "another keyboard layout")
    terminal.type("\u{1B}]0;q\u{7}\u{1B}Pq\u{1B}\\\u{1B}[I")
    try quit()
  }
}

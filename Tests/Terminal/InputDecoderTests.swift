import Canvas
import Terminal
import Testing

/// What a terminal sends, and what it means: in one read, and byte by byte.
struct InputDecoderTests {
  /// What `text` means when it all comes at once; that it means the same when each byte comes alone
  /// is checked beside.
  private func inputs(
    of text: String, _ sequences: KeySequences = KeySequences([]),
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> [Input] {
    var whole = InputDecoder(sequences)
    let inputs = whole.take(text.utf8) + whole.giveUp()
    var parted = InputDecoder(sequences)
    var others: [Input] = []
    for byte in text.utf8 { others += parted.take([byte]) }
    others += parted.giveUp()
    #expect(inputs == others, sourceLocation: sourceLocation)
    #expect(whole.patience == nil, "something is still under way", sourceLocation: sourceLocation)
    return inputs
  }

  private func keys(_ keys: Key...) -> [Input] { keys.map(Input.key) }

  @Test(arguments: [
    ("q", Key.character("q")), ("?", .character("?")), (" ", .character(" ")),
    ("é", .character("é")), ("東", .character("東")), ("🏦", .character("🏦")), ("\t", .tab),
    ("\r", .enter), ("\n", .enter), ("\u{1B}", .escape), ("\u{7F}", .backspace),
    ("\u{8}", .backspace), ("\u{12}", .control("r")), ("\u{13}", .control("s")),
  ])
  func charactersAreKeys(text: String, key: Key) {
    #expect(inputs(of: text) == keys(key))
  }

  @Test(arguments: [
    ("A", Key.up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
  ])
  func bothSpellingsOfCursorKeysAreKeys(letter: String, key: Key) {
    for spelling in ["\u{1B}[", "\u{1B}O", "\u{1B}[1;1"] {
      #expect(inputs(of: spelling + letter) == keys(key))
    }
    // Held with Ctrl or Alt they are other keys, of which those that go over words mean something.
    for modifier in 3...8 where !"CD".contains(letter) || ![3, 5].contains(modifier) {
      #expect(inputs(of: "\u{1B}[1;\(modifier)\(letter)") == [])
    }
  }

  @Test(arguments: [
    ("\u{1B}[1;2A", Key.shiftUp), ("\u{1B}[1;2B", .shiftDown), ("\u{1B}O2A", .shiftUp),
    ("\u{1B}[Z", .backTab), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}[4~", .end),
    ("\u{1B}[8~", .end), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}OM", .enter),
    ("\u{1B}[3~", .delete), ("\u{1B}[1;5C", .controlRight), ("\u{1B}[1;5D", .controlLeft),
    ("\u{1B}[1;3C", .controlRight), ("\u{1B}[5D", .controlLeft), ("\u{1B}O5C", .controlRight),
    // With Num Lock, with Caps Lock and Shift.
    ("\u{1B}[1;129A", .up), ("\u{1B}[5;129~", .pageUp), ("\u{1B}[1;66B", .shiftDown),
    // As rxvt has it, and the keypad.
    ("\u{1B}[a", .shiftUp), ("\u{1B}[b", .shiftDown), ("\u{1B}Oc", .controlRight),
    ("\u{1B}Od", .controlLeft), ("\u{1B}Ok", .character("+")), ("\u{1B}Om", .character("-")),
    ("\u{1B}Op", .character("0")), ("\u{1B}Ou", .character("5")), ("\u{1B}OX", .character("=")),
    // By their characters.
    ("\u{1B}[113u", .character("q")), ("\u{1B}[1081u", .character("й")),
    ("\u{1B}[113;129u", .character("q")),
    ("\u{1B}[107;2u", .character("K")), ("\u{1B}[114;5u", .control("r")), ("\u{1B}[27u", .escape),
    ("\u{1B}[13;2u", .enter), ("\u{1B}[9;2u", .backTab), ("\u{1B}[27;5;114~", .control("r")),
    ("\u{1B}[27;2;33~", .character("!")), ("\u{1B}[127;1u", .backspace),
    ("\u{1B}[32;2u", .character(" ")),
  ])
  func otherKeysWithSequencesAreKeys(sequence: String, key: Key) {
    #expect(inputs(of: sequence) == keys(key))
  }

  @Test(arguments: [
    // Keys that mean nothing here: Insert, F1 in three spellings, F5, Ctrl-F5.
    "\u{1B}[2~", "\u{1B}OP", "\u{1B}[[A", "\u{1B}[11~", "\u{1B}[15~", "\u{1B}[15;5~",
    // Strings, ended by ST and by BEL, with ends of lines in them too.
    "\u{1B}]0;quit\u{7}", "\u{1B}]52;c;cXVpdA==\u{1B}\\", "\u{1B}Pq\nq\u{1B}\\",
    "\u{1B}_q\u{1B}\\", "\u{1B}^q\u{7}", "\u{1B}Xq\u{1B}\\", "\u{1B}]q\u{18}",
    // Reports: the pointer's old ones, the cursor's place, what a terminal is.
    "\u{1B}[M qq", "\u{1B}[32;5;5M", "\u{1B}[24;80R", "\u{1B}[>1;10;0c", "\u{1B}[?2004;1$y",
    // Keys with others down, by a layout that is not known, let go, and such as have no character.
    "\u{1B}[113;3u", "\u{1B}[113;6u", "\u{1B}[49;2u", "\u{1B}[113;1:3u", "\u{1B}[57358u",
    "\u{1B}[27;3;113~", "\u{1B}[1114112u", "\u{1B}[55296u", "\u{1B}[99999999999u", "\u{1B}[u",
    "\u{1B}[113;999u", "\u{1B}[1;999A", "\u{1B}[7u",
    // The same strings and sequences where ESC and a letter are one byte's number, as a character.
    "\u{9D}0;quit\u{7}", "\u{90}q\u{9C}", "\u{9F}é本q\u{1B}\\", "\u{9E}q\u{9C}", "\u{98}q\u{9C}",
    "\u{9B}24;80R", "\u{9C}", "\u{85}", "\u{1B}]0;本q\u{9C}",
    "\u{1B}[0n", "\u{1B}[99999999999999999999A", "\u{1B}[1:3A", "\u{1B}[201~",
  ])
  func whatIsNoKeyIsSwallowed(sequence: String) {
    #expect(inputs(of: sequence + "x") == keys(.character("x")))
  }

  @Test func focusIsTold() {
    #expect(inputs(of: "\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
  }

  @Test(arguments: [
    ("0;3;5M", Pointer.Action.press(.left)), ("2;3;5m", .release(.right)),
    ("33;3;5M", .drag(.middle)), ("35;3;5M", .move), ("64;3;5M", .wheelUp),
    ("65;3;5M", .wheelDown), ("4;3;5M", .press(.left)), ("16;3;5M", .press(.left)),
  ])
  func thePointerIsRead(report: String, action: Pointer.Action) {
    guard case .pointer(let pointer)? = inputs(of: "\u{1B}[<" + report).first else {
      Issue.record("no pointer")
      return
    }
    #expect(pointer.action == action)
    #expect((pointer.row, pointer.column) == (4, 2))
  }

  @Test(arguments: ["0;0;1M", "0;1M", "128;3;5M", "3;1;1M", ";;M", "0;-1;1M"])
  func aPointerThatIsNowhereIsNone(report: String) {
    #expect(inputs(of: "\u{1B}[<\(report)x").last == .key(.character("x")))
    #expect(
      !inputs(of: "\u{1B}[<\(report)x").contains { if case .pointer = $0 { true } else { false } })
  }

  @Test func repliesAreRead() {
    #expect(
      inputs(of: "\u{1B}]11;rgb:ffff/0000/8000\u{1B}\\\u{1B}[?62;22c") == [
        .reply(.background(red: 1, green: 0, blue: Double(0x8000) / 0xFFFF)),
        .reply(.attributes([62, 22])),
      ])
    #expect(
      inputs(of: "\u{1B}]11;rgb:f/00/0\u{7}") == [.reply(.background(red: 1, green: 0, blue: 0))])
    #expect(
      inputs(of: "\u{1B}]11;rgba:ff/00/ff/80\u{7}") == [
        .reply(.background(red: 1, green: 0, blue: 1))
      ])
    #expect(
      inputs(of: "\u{9D}11;rgb:f/00/0\u{9C}") == [.reply(.background(red: 1, green: 0, blue: 0))])
    for reply in [
      "rgb:f/0", "rgb:fffff/0/0", "rgb:g/0/0", "rgb://", "rgb:0/0/0/0", "rgba:0/0/0", "red",
    ] {
      #expect(inputs(of: "\u{1B}]11;\(reply)\u{7}") == [])
    }
  }

  @Test func aPasteComesWhole() {
    let text = "quit?\r\u{1B}[A\u{1B}]0;é\u{7} \u{1B}[20 東"
    #expect(
      inputs(of: "a\u{1B}[200~\(text)\u{1B}[201~b") == [
        .key(.character("a")), .paste(Paste(text: text, isCut: false)), .key(.character("b")),
      ])
    #expect(inputs(of: "\u{1B}[200~\u{1B}[201~") == [.paste(Paste(text: "", isCut: false))])
    // One that never ends is what has come of it.
    #expect(inputs(of: "\u{1B}[200~q\u{1B}[2") == [.paste(Paste(text: "q\u{1B}[2", isCut: false))])
  }

  @Test func aPasteIsKeptUpToABound() {
    var decoder = InputDecoder()
    var inputs = decoder.take("\u{1B}[200~".utf8)
    for _ in 0..<300 { inputs += decoder.take([UInt8](repeating: 0x71, count: 4096)) }
    inputs += decoder.take("\u{1B}[201~x".utf8)
    guard inputs.count == 2, case .paste(let paste) = inputs[0] else {
      Issue.record("\(inputs.count) inputs")
      return
    }
    #expect(paste.isCut)
    #expect(paste.text.utf8.count == InputDecoder.most)
    #expect(inputs[1] == .key(.character("x")))
  }

  @Test func aStringThatNeverEndsTakesNoKeysForEver() {
    var decoder = InputDecoder()
    #expect(decoder.take("\u{1B}]never ends".utf8) == [])
    #expect(decoder.patience != nil)
    #expect(decoder.giveUp() == [])
    #expect(decoder.take("q".utf8) == keys(.character("q")))
    // Escape and the arrows break it off at once.
    #expect(decoder.take("\u{1B}Pnever\u{1B}[A".utf8) == keys(.up))
    #expect(decoder.take("\u{1B}_never".utf8) == [])
    #expect(decoder.take("\u{1B}".utf8) + decoder.giveUp() == keys(.escape))
    // And so does its length.
    _ = decoder.take("\u{1B}]".utf8)
    for _ in 0..<300 { _ = decoder.take([UInt8](repeating: 0x71, count: 4096)) }
    #expect(decoder.take("x".utf8) == keys(.character("x")))
  }

  @Test func escapeIsAKeyOnceNothingFollows() {
    var decoder = InputDecoder(escapeDelay: .milliseconds(40))
    #expect(decoder.take([0x1B]) == [])
    #expect(decoder.patience == .milliseconds(40))
    #expect(decoder.giveUp() == keys(.escape))
    #expect(decoder.patience == nil)
    #expect(inputs(of: "\u{1B}q") == keys(.escape, .character("q")))
    #expect(inputs(of: "\u{1B}\u{1B}[A") == keys(.escape, .up))
    #expect(inputs(of: "\u{1B}\u{1B}") == keys(.escape, .escape))
    #expect(inputs(of: "\u{1B}[1;") == [])
    #expect(inputs(of: "\u{1B}[1\u{1B}[B") == keys(.down))
  }

  @Test func whatATerminalsDescriptionSaysComesFirst() {
    let sequences = KeySequences([
      ("kcuu1", Array("\u{1B}A".utf8)), ("kcub1", [0x08]), ("kf1", Array("\u{1}@\r".utf8)),
      ("kpp", Array("\u{1B}[216z".utf8)), ("kf2", [0x0D]), ("kend", Array("q".utf8)),
      ("kmous", Array("\u{1B}[M".utf8)), ("khome", [0x1B]), ("kdch1", Array("\u{1B}P".utf8)),
    ])
    #expect(inputs(of: "\u{1B}A", sequences) == keys(.up))
    #expect(inputs(of: "\u{8}", sequences) == keys(.left))
    #expect(inputs(of: "\u{1B}[216z\u{1B}[B", sequences) == keys(.pageUp, .down))
    #expect(inputs(of: "\u{1}@\r", sequences) == [])
    #expect(inputs(of: "\r", sequences) == keys(.enter))
    #expect(inputs(of: "q", sequences) == keys(.character("q")))
    #expect(inputs(of: "\u{1B}[M qqx", sequences) == keys(.character("x")))
    #expect(inputs(of: "\u{1B}", sequences) == keys(.escape))
    #expect(inputs(of: "\u{1B}Pq\u{1B}\\", sequences) == [])
  }

  @Test func bytesThatAreNoUTF8AreKept() {
    var decoder = InputDecoder()
    let inputs = decoder.take([0xE9, 0x71, 0xC3]) + decoder.giveUp()
    #expect(
      inputs == keys(.character("\u{10FFE9}"), .character("q"), .character("\u{10FFC3}")))
    // A character that is broken off begins nothing.
    #expect(
      decoder.take([0xE6, 0x9B, 0x71, 0xF0, 0x9D, 0x90, 0x72])
        == keys(
          .character("\u{10FFE6}"), .character("q"), .character("\u{10FFF0}"), .character("r")))
  }

  @Test func sequencesOfSingleBytesAreTakenToo() {
    var decoder = InputDecoder()
    #expect(decoder.take([0x9B, 0x41, 0x8F, 0x42]) == keys(.up, .down))
    for introducer: UInt8 in [0x90, 0x98, 0x9D, 0x9E, 0x9F] {
      // The end of a string in one byte is no part of a character.
      let string = [introducer] + Array("0;本q".utf8) + [0x9C]
      #expect(decoder.take(string + [0x78]) == keys(.character("x")))
      #expect(decoder.patience == nil)
    }
  }

  /// No bytes trap, and at the end nothing is under way for ever.
  @Test func anyBytesAreTakenIn() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("\u{1B}[]OPX^_\\<;~M0129AqI\u{7}\u{18}\r".utf8) + [0x9B, 0xC3, 0xE9, 0xFF]
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...40)).map { _ in
        alphabet.randomElement(using: &generator) ?? 0
      }
      var decoder = InputDecoder()
      _ = decoder.take(bytes)
      _ = decoder.giveUp()
      _ = decoder.giveUp()
      #expect(decoder.patience == nil, "\(bytes)")
    }
  }
}

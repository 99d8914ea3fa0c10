import Canvas
import RandomText

/// What a terminal sends for one thing.
enum SentBytes {
  private static let sequences: [String] = [
    "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}OA", "\u{1B}OB", "\u{1B}[1;2A",
    "\u{1B}[1;2B",
    "\u{1B}[H", "\u{1B}OF", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[Z", "\u{1B}[3~", "\u{1B}[15~",
    "\u{1B}[1;5C",
    "\u{1B}[I", "\u{1B}[O", "\u{1B}[?62;4c", "\u{1B}[24;80R", "\u{1B}]11;rgb:1111/2222/3333\u{7}",
    "\u{1B}]11;rgb:ff/ff/ff\u{1B}\\", "\u{1B}P>|xterm(370)\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\",
    "\u{1B}^q\u{1B}\\", "\u{1B}Xq\u{1B}\\", "\u{1B}[<0;5;5M", "\u{1B}[<0;5;5m",
    "\u{1B}[<64;999;999M",
    "\u{1B}[<35;1;1M", "\u{1B}[M !!", "\u{1B}[97;5u", "\u{1B}[27;5;9~", "\u{1B}[[A", "\u{1B}",
    "\u{1B}\u{1B}",
    "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}[200~", "\u{1B}[201~", "\u{9B}A", "\u{9D}0;q\u{9C}",
    "\u{1B}Ok",
    "\u{1B}[27;2;33~", "\u{1B}[1;129A", "\u{18}",
  ]

  /// The bytes of one key, sequence, paste or piece of noise.
  static func random(using random: inout SeededGenerator) -> [UInt8] {
    switch Int.random(in: 0..<30, using: &random) {
    case 0..<5: Array(random.one(of: sequences).utf8)
    case 5: paste(using: &random)
    case 6: [UInt8.random(in: 0x80...0xFF, using: &random)]
    case 7: Array(randomText(length: Int.random(in: 1...8, using: &random), using: &random).utf8)
    case 8: report(using: &random)
    case 9: [random.one(of: [0x0D, 0x09, 0x7F, 0x08, 0x15, 0x12, 0x13, 0x11, 0x00])]
    // ^Z, which it goes on after; ^C and ^\ end it.
    case 10: random.isOne(in: 4) ? [random.one(of: [0x1A, 0x1A, 0x1A, 0x03, 0x1C])] : []
    default: key(using: &random)
    }
  }

  private static func key(using random: inout SeededGenerator) -> [UInt8] {
    guard case .character(let character) = KeyNames.random(using: &random) else {
      return Array(sequences[Int.random(in: 0..<13, using: &random)].utf8)
    }
    // One that leaves says less than all that stays.
    return character == "q" && !random.isOne(in: 20) ? [] : Array(String(character).utf8)
  }

  private static func paste(using random: inout SeededGenerator) -> [UInt8] {
    let length = random.one(of: [0, 1, 30, 30, 5000])
    let text =
      random.isOne(in: 3)
      ? "{\"sentence\": \"a quick q\"}\n[1" : randomText(length: length, using: &random)
    let end = random.isOne(in: 10) ? "" : "\u{1B}[201~"
    return Array("\u{1B}[200~\(text)\(end)".utf8)
  }

  /// A report of the pointer, or a sequence of random numbers.
  private static func report(using random: inout SeededGenerator) -> [UInt8] {
    let numbers = (0..<Int.random(in: 0...4, using: &random)).map { _ in
      random.one(of: ["", "0", "1", "2", "32", "35", "64", "65", "300", "99999999999999999999"])
    }
    let marker = random.one(of: ["", "<", "?", ">", "="])
    let final = random.one(of: Array("ABCDHFZMmRIOctuy~@"))
    return Array("\u{1B}[\(marker)\(numbers.joined(separator: ";"))\(final)".utf8)
  }
}

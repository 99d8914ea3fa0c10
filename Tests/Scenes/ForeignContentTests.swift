import Foundation
import Scenes
import Testing

struct ForeignContentTests {
  @Test(arguments: [
    (String.Encoding.utf16, "UTF-16"), (.utf16LittleEndian, "UTF-16LE"),
    (.utf16BigEndian, "UTF-16BE"), (.utf32, "UTF-32"), (.utf32LittleEndian, "UTF-32LE"),
    (.utf32BigEndian, "UTF-32BE"),
  ])
  func wideLettersAreToldWithWhatWouldHelp(encoding: String.Encoding, name: String) throws {
    for text in ["A dog ran.\n", "Hi", "Собака бежала по большой дороге.\nИ кошка.\n"] {
      let bytes = Array(try #require(text.data(using: encoding)))
      for file in ["a.txt", "a.json", "a.tsv", "standard input"] {
        let reading = SentenceFile.read(bytes, name: file)
        #expect(
          reading.problems.map(\.reason) == [
            "is \(name); turn it into UTF-8 first: iconv -f \(name) -t UTF-8"
          ], "\(text)")
        #expect(reading.scenes.isEmpty)
      }
    }
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8, 0], "gzip -dc"), (Array("%PDF-1.7\n".utf8), "pdftotext"),
      (Array("PK\u{3}\u{4}x".utf8), "unpack"), (Array("GGUF\u{3}".utf8), "--model"),
      ([0x80, 4, 0x95, 10, 0, 0, 0, 0, 0, 0, 0, 0x8C, 6], "runs code"),
      ([0x80, 2, 0x8A, 10], "np.savez"), ([0x89, 0x48, 0x44, 0x46, 13, 10], "HDF5"),
      ([1, 2, 3, 4, 65, 66, 67, 200, 201], "binary"), (Array("PAR1x".utf8), ".jsonl"),
      (Array("<?xml version=\"1.0\"?>".utf8), "XML"),
    ] as [([UInt8], String)])
  func otherKindsOfFilesAreNamed(bytes: [UInt8], help: String) {
    let reading = SentenceFile.read(bytes, name: "a.txt")
    #expect(reading.scenes.isEmpty)
    #expect(reading.problems.first?.reason.contains(help) == true)
  }

  @Test(arguments: [
    "P", "PK", "BZ", "a\u{0}b", "\u{1B}[1mb\u{1B}[0m \u{7}", "é", "日本語", "%PDF", "<?",
  ])
  func textIsText(text: String) {
    #expect(SentenceFile.read(Array(text.utf8), name: "a.txt").scenes.count == 1)
  }
}

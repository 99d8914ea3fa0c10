import Foundation
import Scenes
import Testing
import Text

struct FolderNamesTests {
  @Test func filesAndFoldersAreToldApart() throws {
    try withTemporaryFolder { folder in
      for name in ["a.json", "my file.json", ".hidden"] {
        try "x".write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
      }
      let files = FileManager.default
      try files.createDirectory(atPath: folder + "/sub", withIntermediateDirectories: false)
      try files.createSymbolicLink(atPath: folder + "/link", withDestinationPath: folder + "/sub")
      try files.createSymbolicLink(atPath: folder + "/lost", withDestinationPath: folder + "/none")
      #expect(
        names(inFolder: folder)?.sorted()
          == [".hidden", "a.json", "link/", "lost", "my file.json", "sub/"])
      #expect(names(inFolder: folder + "/sub") == [])
      #expect(names(inFolder: folder + "/a.json") == nil)
      #expect(names(inFolder: folder + "/none") == nil)
    }
  }

  /// A name that is not UTF-8 is found again by what it is read as.
  @Test func aNameOfAnyBytesIsKept() throws {
    try withTemporaryFolder { folder in
      let bytes = Array((folder + "/").utf8) + [0x66, 0xFC, 0x72]
      let made = String(lossless: bytes).withLosslessCString { mkdir($0, 0o700) }
      try #require(made == 0)
      let name = try #require(names(inFolder: folder)?.first)
      #expect(name.losslessBytes == [0x66, 0xFC, 0x72, UInt8(ascii: "/")])
    }
  }
}

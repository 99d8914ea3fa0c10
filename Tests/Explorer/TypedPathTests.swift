import Explorer
import RandomText
import Testing

struct TypedPathTests {
  @Test(arguments: [
    ("a.json", "a.json"), ("my file.json", "my file.json"), ("\"my file.json\"", "my file.json"),
    ("'my file.json' ", "my file.json"), (#"my\ file.json "#, "my file.json"),
    ("  a.json  ", "a.json"), ("\"~/my file.json\"", "~/my file.json"), ("~/x", "~/x"),
    ("it's.json", "it's.json"), ("\"unclosed name", "unclosed name"),
    ("'a' and 'b'", "'a' and 'b'"), (#""a \"b\".json""#, #"a "b".json"#),
    (#"a\(1\).json"#, "a(1).json"), (#"C\b"#, #"C\b"#), (#"end\"#, #"end\"#), ("", ""), ("  ", ""),
    ("\"", ""), ("'it\\s'", "it\\s"), (#"\'x"#, "'x"), (#"a\  "#, "a "),
  ])
  func aPathIsWhatAPersonMeans(text: String, path: String) {
    #expect(TypedPath(text).path == path)
  }

  @Test func whatIsStillTypedKeepsItsBlanks() {
    #expect(TypedPath("my ", isWhole: false).path == "my ")
    #expect(TypedPath("\"my ", isWhole: false).path == "my ")
  }

  @Test(arguments: [
    ("a/b/c", "a/b/", "c"), ("c", "", "c"), ("a/", "a/", ""), ("/etc", "/", "etc"), ("", "", ""),
    ("~", "~/", ""), ("..", "../", ""), ("a/..", "a/../", ""), ("~/x", "~/", "x"),
    ("'my folder/x", "my folder/", "x"),
  ])
  func itsFolderAndItsLastNameArePartedAtASlash(text: String, folder: String, name: String) {
    let path = TypedPath(text, isWhole: false)
    #expect(path.folder == folder && path.name == name)
  }

  /// What is spelled is read as what was meant, whatever signs a name has in it.
  @Test func everyNameCanBeSpelled() {
    var generator = SeededGenerator(seed: 3)
    let signs = Array("ab'\"\\ /.~(東")
    for typed in ["", "'", "\"", "x"] {
      for _ in 0..<500 {
        let length = Int.random(in: 1...6, using: &generator)
        let name = String((0..<length).map { _ in signs.randomElement(using: &generator) ?? "a" })
        let spelled = TypedPath(typed).spelling(of: name, isWhole: true)
        #expect(TypedPath(spelled).path == name, "\(spelled)")
      }
    }
  }
}

import Explorer
import Testing

struct NameCompletionTests {
  private let names = [
    "my other.json", "my file.json", "my folder/", "notes.txt", ".hidden", "it's.txt", "'quoted'",
  ]

  private func completion(of text: String, from names: [String]? = nil) -> NameCompletion? {
    NameCompletion(TypedPath(text, isWhole: false), from: names ?? self.names)
  }

  @Test(arguments: [
    ("n", "notes.txt"), ("\"n", "\"notes.txt\""), ("'n", "'notes.txt'"), ("my fi", "my file.json"),
    ("my fo", "my folder/"), ("\"my fo", "\"my folder/"), ("~/n", "~/notes.txt"),
    ("a/b/n", "a/b/notes.txt"), (".", ".hidden"), ("it", "it's.txt"), ("'it", "\"it's.txt\""),
    (#"\'"#, #"\'quoted'"#), (#"my\ fi"#, "my file.json"),
  ])
  func theOneNameThatFitsIsPutIn(text: String, whole: String) {
    let completion = completion(of: text)
    #expect(completion?.text == whole && completion?.candidates == [])
  }

  @Test func ofSeveralWhatTheyShareIsPutInAndAllAreNamed() {
    #expect(completion(of: "m")?.text == "my ")
    #expect(
      completion(of: "m")?.candidates == ["my file.json", "my folder/", "my other.json"])
    #expect(completion(of: "my ")?.text == "my ")
    #expect(completion(of: "\"m")?.text == "\"my ")
    #expect(completion(of: "my f")?.candidates == ["my file.json", "my folder/"])
    #expect(completion(of: "", from: ["ab", "a", ".a"])?.text == "a")
    #expect(completion(of: "", from: ["ab", "a", ".a"])?.candidates == ["a", "ab"])
  }

  @Test func whatIsNotThereIsNotCompleted() {
    #expect(completion(of: "x") == nil)
    #expect(completion(of: "", from: []) == nil)
    #expect(completion(of: "", from: [".a"]) == nil)
    #expect(completion(of: "N") == nil)
  }
}

import Scenes
import Testing

struct FieldPathTests {
  @Test(arguments: [
    ("text", #"{"text": "a dog", "label": {"x": 1}}"#),
    ("target.text", #"{"target": {"text": "a dog"}}"#),
    ("target.text", #"{"target.text": "a dog", "target": {"text": "no"}}"#),
    ("a.b.c", #"{"a.b": {"c": "a dog"}, "a": 1}"#),
    ("texts.1", #"{"texts": ["no", "a dog"]}"#),
    ("spans.0.text", #"{"spans": [{"text": "a dog"}]}"#),
    ("data.text", #"{"data": [{"text": "a dog"}, {"text": "a dog"}]}"#),
    // A Winograd schema.
    ("text", #"{"text": {"txt1": "a\n ", "pron": "dog"}}"#),
    ("words", #"{"words": ["a", "dog"]}"#),
  ])
  func aPathLeadsToASentence(path: String, record: String) {
    let reading = read(record, [path])
    #expect(Set(reading.scenes.map(\.sentence.original)) == ["a dog"])
    #expect(reading.problems.isEmpty)
  }

  @Test func wordsOneByOneAreTokens() {
    let scene = read(#"{"words": ["I", "do", "n't"]}"#, ["words"]).scenes.first
    #expect(scene?.tokens.map(\.original) == ["I", "do", "n't"])
  }

  @Test func twoPathsAreAPair() {
    let reading = read(
      #"{"p": [{"a": "x", "b": {"c": "y"}}, {"a": "z", "b": {"c": "w"}}]}"#, ["p.a", "p.b.c"])
    #expect(reading.scenes.map(\.sentence.original) == ["x", "z"])
    #expect(reading.scenes.map { $0.modelState.beside?.original } == ["y", "w"])
  }

  @Test(arguments: [
    ("text", "{\"label\": \"x\"}", "there is no \"text\", which --field names"),
    ("a.b", "{\"a\": {\"c\": 1}}", "the keys are \"c\""),
    ("a.3", "{\"a\": [\"x\"]}", "there is no 3 in an array of 1"),
    ("a.99999999999999999999", "{\"a\": [\"x\"]}", "in an array of 1"),
    ("a", "{\"a\": 1}", "a is a number; it must be a string"),
    ("a", "{\"a\": {\"b\": 1}}", "a.b is a number; it must be a string"),
    ("a", "{\"a\": [1]}", "a[0] is a number; it must be a string"),
    ("a", "{\"a\": {}}", "a is an object; it must be a string"),
    ("a", "{\"a\": \"x\", \"a\": \"y\"}", "\"a\" is given twice"),
    ("a.b", "{\"a\": \"x\"}", "there is no \"a.b\""),
  ])
  func aPathThatLeadsNowhereIsTold(path: String, record: String, reason: String) {
    let reading = read(record, [path])
    #expect(reading.scenes.isEmpty)
    #expect(reading.problems.count == 1)
    #expect(reading.problems.first?.reason.contains(reason) == true, "\(reading.problems)")
  }

  @Test func aPairOfUnequalCountsIsTold() {
    let reading = read(#"{"p": [{"a": "x"}, {"a": "y"}], "b": "z"}"#, ["p.a", "b"])
    #expect(reading.scenes.isEmpty && reading.problems.count == 1)
  }

  private func read(_ record: String, _ fields: [String]) -> FileReading {
    var options = ReadingOptions()
    options.fields = fields
    return SentenceFile.read(Array(record.utf8), name: "a.jsonl", options: options)
  }
}

import Models
import Testing

@Suite struct ModelFileErrorTests {
  @Test func namesTheFileFirst() {
    #expect("\(ModelFileError(file: "a/vocab.txt", reason: "is empty"))" == "a/vocab.txt: is empty")
    #expect(
      "\(ModelFileError(file: "config.json", line: 3, reason: "is wrong"))"
        == "config.json:3: is wrong")
  }
}

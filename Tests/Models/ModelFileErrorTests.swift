import Models
import Testing

@Suite struct ModelFileErrorTests {
  @Test func namesTheFileFirst() {
    #expect("\(ModelFileError(file: "a/vocab.txt", reason: "is empty"))" == "a/vocab.txt: is empty")
  }
}

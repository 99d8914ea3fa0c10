import Scenes
import Testing

struct TableColumnsTests {
  @Test func withoutNamesAColumnHasItsNumber() {
    // As CoLA has it.
    let table = "gj04\t1\t\tOur friends won't buy this.\ngj04\t0\t*\tThey drank the pub.\n"
    #expect(
      read(table, ["4"]).scenes.map(\.sentence.original) == [
        "Our friends won't buy this.", "They drank the pub.",
      ])
    #expect(
      read(table, []).problems.map(\.description) == [
        "a.tsv:1: has no column \"sentence\"; say with --field which one has the sentences: \"gj04\","
          + " \"1\", \"\", \"Our friends won't buy this.\"; where these are no names, its number:"
          + " --field 4"
      ])
    for number in ["0", "5", "99999999999999999999"] {
      #expect(read(table, [number]).problems.count == 1)
    }
  }

  @Test func aNameGoesBeforeANumber() {
    #expect(read("4\t2\na\tb\n", ["2"]).scenes.map(\.sentence.original) == ["b"])
  }

  @Test func twoColumnsAreAPair() {
    // As MRPC has it, mark, line ends and all.
    let reading = read(
      "\u{FEFF}Quality\t#1 String\t#2 String\r\n1\tA dog ran.\t\"A dog,\" he said, \"ran.\"\r\n",
      ["#1 String", "#2 String"])
    #expect(reading.problems.isEmpty)
    #expect(reading.scenes.map(\.sentence.original) == ["A dog ran."])
    #expect(
      reading.scenes.first?.modelState.beside?.original == "\"A dog,\" he said, \"ran.\"")
  }

  @Test func aPairWithoutASecondSentenceIsTold() {
    let reading = read("a\tb\nx\ty\nx\t\nx\n", ["a", "b"])
    #expect(reading.scenes.count == 1)
    #expect(
      reading.problems.map(\.description) == [
        "a.tsv:3: beside: the sentence has no words; write at least one",
        "a.tsv:4: has 1 column; the sentence is to be in column 2",
      ])
  }

  @Test func whatACommaCutsOffIsTold() {
    let reading = read("id,a\n1,Hello\n2,Hello, world\n3,Bye,,\n", ["a"], name: "a.csv")
    #expect(reading.scenes.map(\.sentence.original) == ["Hello", "Bye"])
    #expect(
      reading.problems.map(\.description) == [
        "a.csv:3: has 3 columns where the first line has 2; put a field with \",\" in it between"
          + " quotation marks"
      ])
  }

  private func read(_ table: String, _ fields: [String], name: String = "a.tsv") -> FileReading {
    var options = ReadingOptions()
    options.fields = fields
    return SentenceFile.read(Array(table.utf8), name: name, options: options)
  }
}

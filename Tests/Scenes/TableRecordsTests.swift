import Scenes
import Testing

struct TableRecordsTests {
  @Test(arguments: [
    ("id,text\r\n1,a dog\r\n2,a cat\r\n", ["a dog", "a cat"]),
    ("text\na\n\nb", ["a", "b"]),
    ("\"id\",\"text\"\n1,\"a, \"\"b\"\"\"\n", ["a, \"b\""]),
    ("text,id\n\"two\nlines\",1\nlast,2", ["two\nlines", "last"]),
    ("text,id\nsay \"x\",1\n", ["say \"x\""]),
  ])
  func commasPartColumns(table: String, sentences: [String]) {
    let reading = read(table, name: "a.csv")
    #expect(reading.scenes.map(\.sentence.original) == sentences)
    #expect(reading.problems.isEmpty)
  }

  @Test func tabsPartColumnsAndQuotationMarksMeanThemselves() {
    let reading = read("id\ttext\n1\t\"Yes,\" he said\r\n2\tno\n", name: "a.tsv")
    #expect(reading.scenes.map(\.sentence.original) == ["\"Yes,\" he said", "no"])
  }

  @Test(arguments: [
    // As GLUE has them.
    ("id\ttext\n1\t\"Who?\"\n", ["\"Who?\""]),
    ("id\ttext\n1\t\"Yes\n2\tno\"\n", ["\"Yes", "no\""]),
    ("id\ttext\n1\t\"a \"\"b\"\"\"\n2\t\"No,\" he said\n", ["\"a \"\"b\"\"\"", "\"No,\" he said"]),
    // As a spreadsheet and a statistics program write them.
    ("id\ttext\n1\t\"a \"\"b\"\"\"\n", ["a \"b\""]),
    ("id\ttext\r\n1\t\"two\r\nlines\"\r\n2\tone\r\n", ["two\r\nlines", "one"]),
    ("\"id\"\t\"text\"\n\"1\"\t\"a dog\"\n", ["a dog"]),
  ])
  func quotationMarksPartFieldsOfTabsWhereTheTableShowsIt(table: String, sentences: [String]) {
    let reading = read(table, name: "a.tsv")
    #expect(reading.scenes.map(\.sentence.original) == sentences)
    #expect(reading.problems.isEmpty)
  }

  @Test(arguments: ["id;text\n1;a, b\n", "id\ttext\n1\ta, b\n", "\"a,b\";text\n1;\"a, b\"\n"])
  func whatPartsTheFirstLinePartsAll(table: String) {
    #expect(read(table, name: "a.csv").scenes.map(\.sentence.original) == ["a, b"])
  }

  @Test func aMissingMarkTakesOneRecordAlone() {
    let reading = read("id,text\n1,\"a\n2,b\n3,c\n", name: "a.csv")
    #expect(reading.scenes.map(\.sentence.original) == ["b", "c"])
    #expect(
      reading.problems.map(\.description) == [
        "a.csv:2: the quotation mark that ends a field is missing"
      ])
  }

  @Test func whatIsWrongIsToldWithItsLine() {
    #expect(
      read("id,text\n1,\"a\nb\"\n2\n3, \n4,c\n5,\"open\n", name: "a.csv")
        .problems.map(\.description) == [
          "a.csv:4: has 1 column; the sentence is to be in column 2",
          "a.csv:5: the sentence has no words; write at least one",
          "a.csv:7: the quotation mark that ends a field is missing",
        ])
    #expect(
      read("id,premise\n1,a\n", name: "a.csv").problems.map(\.description) == [
        "a.csv:1: has no column \"text\"; say with --field which one has the sentences: \"id\","
          + " \"premise\"; where these are no names, its number: --field 2"
      ])
    for table in ["", "text\n"] {
      #expect(
        read(table, name: "a.csv").problems.map(\.description) == [
          "a.csv: has no sentence; write one a record, below the names of the columns"
        ])
    }
  }

  @Test func withoutAFieldTheColumnIsCalledSentence() {
    let reading = SentenceFile.read(Array("id,sentence\n1,a\n".utf8), name: "a.csv")
    #expect(reading.scenes.map(\.sentence.original) == ["a"])
  }

  private func read(_ table: String, name: String) -> FileReading {
    var options = ReadingOptions()
    options.fields = ["text"]
    return SentenceFile.read(Array(table.utf8), name: name, options: options)
  }
}

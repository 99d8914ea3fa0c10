import Scenes
import Testing

struct TreebankSentencesTests {
  /// Two sentences: one with words that are written as one, and an empty node.
  static let treebank = """
    # newdoc id = n01
    # sent_id = n01001
    # text_en = To the sea.
    # text = Al mar.
    1-2\tAl\t_\t_\t_\t_\t_\t_\t_\t_
    1\tA\ta\tADP\t_\t_\t3\tcase\t_\t_
    2\tel\tel\tDET\t_\t_\t3\tdet\t_\t_
    2.1\tgran\t_\t_\t_\t_\t_\t_\t_\t_
    3\tmar\tmar\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No
    4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

    1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\tGloss=no|SpaceAfter=No
    2\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_

    """

  @Test(arguments: ["a.conllu", "standard input", "/dev/fd/63", "a"])
  func tokensAreWhatTheTextShows(name: String) {
    for content in [Self.treebank, Self.treebank.replacing("\n", with: "\r\n") + "\r\n\r\n"] {
      let reading = SentenceFile.read(Array(content.utf8), name: name)
      #expect(reading.problems.isEmpty)
      #expect(reading.scenes.map(\.sentence.original) == ["Al mar.", "No!"])
      #expect(
        reading.scenes.map { $0.tokens.map(\.original) } == [["Al", "mar", "."], ["No", "!"]])
    }
  }

  @Test func whatIsWrongIsToldWithItsLineAndTheRestOpens() {
    let content = "1\ta\n2 b\n\n# text = c\n\n1\td\n"
    let reading = SentenceFile.read(Array(content.utf8), name: "a.conllu")
    #expect(
      reading.problems.map(\.description) == [
        "a.conllu:2: \"2 b\" begins no line of CoNLL-U; write a word's number, a tab and the word, and a"
          + " blank line after each sentence"
      ])
    #expect(reading.scenes.map(\.sentence.original) == ["c"])
    let comments = SentenceFile.read(Array("# text = c\n".utf8), name: "a.conllu")
    #expect(comments.problems.map(\.line) == [1])
    let nothing = SentenceFile.read([], name: "a.conllu")
    #expect(nothing.problems.count == 1)
  }

  @Test func aTextWithTabsIsNoTreebank() {
    let reading = SentenceFile.read(Array("1\ta dog\n".utf8), name: "standard input")
    #expect(reading.scenes.map(\.sentence.original) == ["1\ta dog"])
  }
}

import Canvas
import Explorer
import Export
import Models
import Resources
import Scenes

/// What is printed for a person, as one text; of the query where no others are asked for.
func printedText(
  of sentence: Sentence, queries: [Int]? = nil, allHeads: Bool = false, glyphs: Glyphs = .unicode
) -> String {
  var text = ""
  printedText(
    of: sentence, queries: queries ?? [sentence.query], allHeads: allHeads, glyphs: glyphs
  ) { text += $0 }
  return text
}

/// What is printed as JSON, as one text; of the query where no others are asked for.
func printedJSON(
  of sentence: Sentence, queries: [Int]? = nil, allHeads: Bool = false
) throws -> String {
  var text = ""
  try printedJSON(of: sentence, queries: queries ?? [sentence.query], allHeads: allHeads) {
    text += $0
  }
  return text
}

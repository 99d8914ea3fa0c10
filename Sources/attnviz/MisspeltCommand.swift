import Glibc
import Text

/// The command of the program that `word` is near to, where there is no file of that name: one
/// letter or two are wrong, missing or too many.
func command(meantBy word: String) -> String? {
  guard word.withLosslessCString({ access($0, F_OK) }) != 0, word.count <= 10 else { return nil }
  let commands = Attnviz.configuration.subcommands.map { $0._commandName }
  return commands.first { distance(word, $0) <= 2 }
}

/// How many letters have to be changed, added or left out to get from one word to the other.
private func distance(_ one: String, _ other: String) -> Int {
  let other = Array(other)
  var row = Array(0...other.count)
  for (place, letter) in one.enumerated() {
    var before = place
    row[0] = place + 1
    for (column, otherLetter) in other.enumerated() {
      let changed = before + (letter == otherLetter ? 0 : 1)
      before = row[column + 1]
      row[column + 1] = min(changed, before + 1, row[column] + 1)
    }
  }
  return row[other.count]
}

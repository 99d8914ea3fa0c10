import RandomText
import Scenes
import Testing
import Text

struct SentenceReaderTests {
  @Test func bytesThatWentWrongNeverStopTheReader() {
    var random = SeededGenerator(seed: 17)
    let scenes = """
      [{"title": "t\\u00e9", "sentence": "a b", "query": "b", "weights": [0.5, 0.5]},
       {"tokens": ["東", "京"], "scores": [[1, null], [-2e1, 3.5]], "values": [[1], [2]],
        "dimensions": ["d"], "probes": ["x"], "temperature": 2, "causal": true, "notes": "🙂"}]
      """
    let fragments = [
      "[", "]", "{", "}", "\"", "\\u", "\\", "1e999", "-", "null", ",", ":", "\n", "\0",
    ]
    for _ in 0..<3000 {
      var bytes = Array(scenes.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<min(place + 9, bytes.count))
        case 2: bytes.removeSubrange(place...)
        default:
          let fragment = fragments[Int.random(in: fragments.indices, using: &random)]
          bytes.insert(contentsOf: fragment.utf8, at: place)
        }
        if bytes.isEmpty { bytes = [0x5B] }
      }
      for format in [nil] + SentenceFile.Format.allCases.map(Optional.some) {
        let reading = SentenceFile.read(bytes, as: format, name: "f")
        #expect(!reading.scenes.isEmpty || !reading.problems.isEmpty)
        for problem in reading.problems {
          #expect(!problem.description.unicodeScalars.contains(where: SafeText.isHostile))
        }
      }
    }
  }
}

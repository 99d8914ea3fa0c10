// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Models
import Resources
import Screen
import Scenes

/// An explorer of the built-in sentences that stands at the one of this title.
func explorer(at title: String, keys: [Key] = []) -> Explorer {
  var explorer = Explorer(try! OpenSentences(builtIn)!)
  while explorer.sentence.scene.title?.original != title {
    explorer.press(.character("n"))
  }
  for key in keys { explorer.press(key) }
  return explorer
}

extension Explorer {
  mutating func press(_ key: Key) {
    var keys = [key][...]
    _ = press(&keys)
  }
}

extension Size {
  static let classic = Size(rows: 24, columns: 80)
  static let large = Size(rows: 40, columns: 120)
  static let huge = Size(rows: 60, columns: 200)
  static let small = Size(rows: 12, columns: 40)
}

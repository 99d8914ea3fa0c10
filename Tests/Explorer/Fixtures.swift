// swift-format-ignore-file: NeverUseForceTry, NeverForceUnwrap
import OpenedSentences
import AttentionCore
import Explorer
import Canvas
import Views
import Models
import Resources
import Scenes
import Testing

/// The lesson's bank sentence: deposit 0.35, money 0.30, bank 0.15, the other five share 0.20.
let bank = try! Scene(
  sentence: "I went to the bank to deposit money.", query: 4,
  scores: try! GivenScores(weights: .row([0.04, 0.04, 0.04, 0.04, 0.15, 0.04, 0.35, 0.30])),
  probes: ["money", "river"])

/// A sentence that gives nothing but itself.
let plain = try! Scene(sentence: "We fished by the bank of the river.")

extension Sentence {
  /// The row of the query, or of any, as it stands.
  var row: AttentionRow { row(query: query) }
  func row(query: Int) -> AttentionRow { RowAnalysis(withQuery(query)).row }
}

extension Explorer {
  /// An explorer of these scenes.
  static func of(_ scenes: Scene..., problems: [Problem] = []) -> Explorer {
    Explorer(try! OpenSentences(scenes)!, problems: problems)
  }

  /// Presses keys one after the other; what they ask for outside is passed over.
  mutating func press(_ keys: Key...) {
    for key in keys { _ = effect(of: key) }
  }

  /// Types a text.
  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// Presses a key.
  mutating func effect(of key: Key) -> Request? { command(for: key).flatMap { update($0) } }
}

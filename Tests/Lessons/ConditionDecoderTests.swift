import JSON
import Lessons
import Canvas
import Views
import Scenes
import Testing

struct ConditionDecoderTests {
  private func conditions(_ text: String) throws -> [Condition] {
    var conditions: [Condition] = []
    try withFolder(["until.json": text]) { folder in
      let flaws = Flaws()
      conditions = ConditionDecoder.conditions(
        try jsonFile(path: folder + "/until.json"), flaws)
      if let flaw = flaws.all.first { throw flaw }
    }
    return conditions
  }

  @Test func everyConditionCanBeWritten() throws {
    let all = try conditions(
      """
      {"edited": true, "has": "a", "query": "b", "selected": "c",
       "weight": {"token": "d", "above": 0.5}, "score": {"token": "e", "below": -1},
       "shifted": {"above": 2, "below": 3}, "masked": "f", "blend": {"below": 7}, "nearest": "g",
       "head": "L1H2", "view": "softmax", "temperature": {"above": 2}, "retention": {"above": 0.9},
       "window": 5}
      """)
    let expected: [Condition] = [
      .edited, .has("a"), .query("b"), .selected("c"), .weight("d", 0.5 ... .infinity),
      .score("e", -.infinity ... -1), .shifted(2...3), .masked("f"), .blend(-.infinity...7),
      .nearest("g"), .head(.init(layer: 1, index: 2)), .view("softmax"),
      .temperature(2 ... .infinity), .retention(0.9 ... .infinity), .window(5),
    ]
    #expect(all.count == expected.count)
    for condition in expected { #expect(all.contains(condition), "\(condition)") }
  }

  @Test(arguments: [
    ("{}", "until asks for nothing; the keys are edited,"),
    (#"{"edited": false}"#, "edited can only be true; leave it out otherwise"),
    (#"{"weight": {"above": 1}}"#, "weight needs the token that it is of"),
    (#"{"blend": {"above": 2, "below": 1}}"#, "blend needs above, below or both, the first"),
    (#"{"blend": {}}"#, "blend needs above, below or both, the first"),
    (#"{"window": 4}"#, "window must be 3 or 5"),
    (#"{"head": "3.1"}"#, #"head is "3.1"; it must be a layer and a head"#),
    (#"{"view": "side"}"#, "there is no view \"side\"; the views are row, matrix,"),
    (#"{"selectd": "a"}"#, #""selectd" is not a key of until; did you mean selected?"#),
  ])
  func whatIsWrongIsTold(text: String, told: String) {
    let flaw = #expect(throws: Flaw.self) { try conditions(text) }
    #expect(flaw?.reason.hasPrefix(told) == true, "\(flaw as Any)")
  }
}

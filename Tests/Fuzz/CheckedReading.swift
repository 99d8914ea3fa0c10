import Canvas
import Explorer
import FoundationEssentials
import Scenes
import Screen
import Views

/// Finds out whether what was read of a file is well: there are scenes or problems, the problems are told
/// with the file's name, and an explorer of the scenes takes keys.
///
/// - Parameters:
///   - keys: what is pressed one after the other; `↑` is the arrow.
///   - look: what else is looked at in the first sentences.
func check(
  _ reading: FileReading, of name: String, keys: String, models: OpenModels,
  _ look: (Sentence) throws -> Void
) throws {
  try require(
    !reading.scenes.isEmpty || !reading.problems.isEmpty, "there is neither a scene nor a problem")
  var scenes = PreparedScenes(reading, models: models)
  for problem in scenes.problems { try check(problem, of: name) }
  for place in 0..<min(scenes.count, 4) {
    let sentence = Sentence(try scenes.scene(at: place))
    try checkPrinted(sentence)
    try look(sentence)
  }
  try explore(scenes, pressing: keys)
}

/// Says what is wrong with how a problem is told.
func check(_ problem: Problem, of file: String) throws {
  let text = problem.description
  try checkSafe(text, "a problem")
  try require(text.contains(file), "a problem does not name \(file): \(text)")
  try require(problem.reason.count > 5, "a problem says nothing: \(text)")
}

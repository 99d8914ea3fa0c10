import AttentionCore
import Canvas
import Explorer
import Export
import JSON
import Scenes
import Screen

/// Says what is wrong with a row: weights are finite, at least 0 and sum to 1, or all are masked.
func check(_ row: AttentionRow, _ what: String) throws {
  try require(
    row.weights.allSatisfy { $0.isFinite && $0 >= 0 }, "\(what) has the weights \(row.weights)")
  try require(!row.scores.contains(where: \.isNaN), "\(what) has the scores \(row.scores)")
  let isMasked = row.scores.allSatisfy { $0 == -.infinity } && row.sum == 0
  try require(isMasked || abs(row.sum - 1) < 1e-9, "\(what) has weights that sum to \(row.sum)")
  try require(row.entropy.isFinite, "\(what) has the entropy \(row.entropy)")
}

/// Says what is wrong with what an explorer has to tell and to show.
func check(_ explorer: Explorer) throws {
  try check(explorer.analysis.row, "the row")
  try check(explorer.analysis.original, "the row before edits")
  if let message = explorer.message { try checkSafe(message.text, "the message") }
  let sentence = explorer.sentence
  let places = sentence.tokens.indices
  try require(
    places.contains(sentence.query) && places.contains(sentence.selected),
    "query \(sentence.query) or selected \(sentence.selected) is none of \(places)")
}

/// Says what is wrong with what `print` prints of a sentence.
func checkPrinted(_ sentence: Sentence) throws {
  for glyphs in [Glyphs.unicode, .ascii] {
    try printedText(of: sentence, queries: [sentence.query], glyphs: glyphs) {
      try checkSafeLines($0, "the printed text")
    }
  }
  var text = ""
  do {
    try printedJSON(of: sentence, queries: [sentence.query], allHeads: false) { text += $0 }
  } catch is JSONText.NotFinite {
    return
  }
  try checkJSON(text)
  try checkVisible(text, "the printed JSON")
}

/// Says what is wrong with pictures of a canvas.
func checkPictures(of canvas: Canvas) throws {
  let theme = Theme(.dark, depth: .full)
  for format in PictureFormat.allCases {
    let picture = format.picture(of: canvas, theme)
    try require(!picture.isEmpty || canvas.size.rows == 0, "a picture as \(format) is empty")
    if format != .ansi { try checkSafeLines(picture, "the picture as \(format)") }
  }
}

/// Says what of a sentence is lost when it is saved and opened again.
///
/// - Parameter folder: where it is saved.
func checkSaving(_ sentence: Sentence, in folder: String, models: OpenModels) throws {
  let scene: Scene
  do {
    scene = try sentence.edited()
  } catch {
    // Only too many edits can't be saved, which is told.
    let most = max(sentence.interventions.edits.count, sentence.patches.count)
    return try require(most > Scene.mostEdits, "\(error)")
  }
  let path = folder + "/saved.json"
  do {
    try SentenceFile.write(scene, to: path, replacing: FileVersion(at: path))
  } catch {
    throw Broken("it can't be saved: \(error)")
  }
  let reading = SentenceFile.read(path: path)
  try require(reading.problems.isEmpty, "what was saved does not open: \(reading.problems)")
  let opened = PreparedScenes(reading, models: models)
  try require(
    opened.count == 1, "what was saved opens as \(opened.count) sentences: \(opened.problems)")
  var scenes = opened
  let again = Sentence(try scenes.scene(at: 0))
  if sentence.source.hasHeads, again.source.hasHeads {
    try require(
      again.interventions == sentence.interventions,
      "edits are lost: \(sentence.interventions.edits) were saved, \(again.interventions.edits) opened"
    )
  }
  guard case .given = scene.start else { return }
  let (before, after) = (
    RowAnalysis(sentence).row, RowAnalysis(again.withQuery(sentence.query)).row
  )
  try require(
    before.weights.count == after.weights.count
      && zip(before.weights, after.weights).allSatisfy { abs($0 - $1) < 1e-9 },
    "weights were \(before.weights) when saved, and are \(after.weights) opened again")
}

import AttentionCore
import Text

extension Explorer {
  /// Reads the sentence with the next model, and says which, and that edits stay behind.
  mutating func readWithNextModel() {
    guard sentence.source.runs else {
      message = .note(
        "no model reads \(sentence.source.kind.rawValue) attention; --source model has one do so")
      return
    }
    let edits = sentence.interventions.count(differingFrom: sentence.original)
    let former = SafeText(sentence.model.name).shown
    do {
      try sentences.readWithFollowingModel()
    } catch {
      message = .problem(error.description)
      return
    }
    let behind =
      edits == 0 ? "" : "; \(edits == 1 ? "1 edit stays" : "\(edits) edits stay") with \(former)"
    message = .note("\(SafeText(sentence.model.name).shown) reads it now\(behind)")
  }
}

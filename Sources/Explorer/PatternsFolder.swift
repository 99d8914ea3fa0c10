import Glibc
import JSON
import Models
import Scenes

/// The folder in which the patterns of models' heads outlive the program, a file for each model: so they are
/// computed once. A file that is damaged, or another's, is passed over and written anew; a folder that
/// can't be written harms nothing.
public struct PatternsFolder: Sendable {
  private let path: String?

  /// - Parameter path: of the folder, which is made when there is something to keep; `nil` keeps nothing.
  public init(path: String?) { self.path = path }

  /// `patterns` in the `stateFolder`; `nil` where there is none.
  public static func path(environment: [String: String]) -> String? {
    stateFolder(environment: environment).map { $0 + "/patterns" }
  }

  /// The patterns of the heads of `model`: those that were kept, or else they are computed, and kept.
  /// `nil` where the model can't read the text for them.
  package func patterns(of model: LanguageModel) -> HeadPatterns? {
    guard let path else { return model.headPatterns() }
    let digits = String(model.mark(), radix: 16)
    let file = "\(path)/\(String(repeating: "0", count: 16 - digits.count))\(digits).json"
    if let kept = kept(file, model) { return kept }
    guard let found = model.headPatterns() else { return nil }
    keep(found, in: file)
    return found
  }

  /// What the file says; `nil` where there is none, or what it says can't be true of `model`.
  private func kept(_ file: String, _ model: LanguageModel) -> HeadPatterns? {
    let names = HeadPattern.allCases.map(\.rawValue)
    guard let value = try? jsonFile(path: file),
      let object = try? JSONObject(value, "the patterns", keys: names)
    else { return nil }
    var scores: [HeadPattern: [Float]] = [:]
    for pattern in HeadPattern.allCases {
      let numbers = try? object.member(pattern.rawValue) { (value, name) throws(Flaw) in
        try JSONObject.array(value, name, JSONObject.double)
      }
      scores[pattern] = numbers?.map(Float.init)
    }
    return HeadPatterns(scores, layers: model.shape.layers, heads: model.shape.heads)
  }

  private func keep(_ patterns: HeadPatterns, in file: String) {
    guard let path, makeFolder(path) else { return }
    let members = HeadPattern.allCases.compactMap { pattern -> (key: String, value: JSONText)? in
      let numbers = (patterns.scores[pattern] ?? []).compactMap { try? JSONText.number($0) }
      return (pattern.rawValue, .array(numbers))
    }
    _ = try? writeFile(
      Array(JSONText.object(members).description.utf8), to: file, replacing: FileVersion(at: file))
  }
}

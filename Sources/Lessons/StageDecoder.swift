import Explorer
import JSON
import Scenes
import Text
import Views

/// Makes a live sentence of what a page, an answer or an option says of it.
struct StageDecoder {
  /// The keys by which a live sentence is named.
  static let keys = ["scene", "beside", "view", "edits", "joined", "select", "instruments"]

  /// The scenes that have names of their own, which chapters can use; `nil` where they can't be read.
  let scenes: [String: Scene]?
  /// The folder of the lesson, which paths are relative to.
  let folder: String
  /// What stands around a sentence to be read, where it does not say so itself.
  var instruments = Instruments.all
  /// What reads sentences.
  let models: OpenModels

  /// The live sentence that `object` names; `nil` where it names none or has a flaw, which is kept.
  func stage(_ object: JSONObject, _ flaws: Flaws) -> Stage? {
    guard let value = object["scene"] else {
      for key in Self.keys {
        if let stray = object[key] {
          flaws.add(stray.line, "\(key) stands without a scene; give the scene")
        }
      }
      return nil
    }
    let before = flaws.all.count
    let first = flaws.collect { () throws(Flaw) in try scene(value, "scene") } ?? nil
    let beside = flaws.member("beside", of: object, scene) ?? nil
    let view = flaws.member("view", of: object, ConditionDecoder.view) ?? allViews[0]
    let edits = flaws.member("edits", of: object, SceneDecoder.edits) ?? []
    let isJoined = flaws.member("joined", of: object, JSONObject.bool) ?? false
    let selected = flaws.member("select", of: object, JSONObject.string)
    let instruments =
      flaws.member("instruments", of: object, Self.instruments) ?? self.instruments
    guard let first, flaws.all.count == before else { return nil }
    let named = object["edits"] ?? object["select"] ?? value
    do {
      return try Stage(
        first, beside: beside, view: view, edits: edits, joinsPieces: isJoined,
        selected: selected, instruments: instruments, models: models)
    } catch {
      flaws.add(named.line, error.description)
      return nil
    }
  }

  /// The instruments that are named, at least one.
  static func instruments(_ value: JSONValue, _ name: String) throws(Flaw) -> Instruments {
    let names = try JSONObject.array(value, name, JSONObject.string)
    var instruments: [Instrument] = []
    for name in names {
      guard let instrument = Instrument(rawValue: name) else {
        let all = Instrument.allCases.map(\.rawValue).joined(separator: ", ")
        throw Flaw(
          line: value.line, reason: "there is no instrument \(quoted(name)); there are \(all)")
      }
      instruments.append(instrument)
    }
    guard !instruments.isEmpty else {
      throw Flaw(line: value.line, reason: "\(name) is empty; leave it out to show all")
    }
    return Instruments(instruments)
  }

  /// A scene, or the name of one; `nil` where names can't be looked up.
  private func scene(_ value: JSONValue, _ name: String) throws(Flaw) -> Scene? {
    guard case .string(let known) = value.content else {
      return try SceneDecoder(value, in: folder).scene()
    }
    guard let scenes else { return nil }
    guard let scene = scenes[known] else {
      let names = scenes.keys.sorted().prefix(20).map(quoted).joined(separator: ", ")
      throw Flaw(
        line: value.line,
        reason: "\(name) is \(quoted(known)), which is not in scenes.json; "
          + (names.isEmpty ? "there is none" : "the names are \(names)"))
    }
    return scene
  }
}

import ArgumentParser
import FoundationEssentials
import Models
import Resources
import Terminal
import Text

/// `attnviz models`: the models found, and what each can do.
struct ListModels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List the models found: bundled, and in the caches of Hugging Face and llama.cpp.",
    discussion: """
      Each is listed with the type that its config.json names, its layers × heads, the size of a \
      hidden state, the size of its files, the memory that its weights take, and what it can do. \
      attnviz --model NAME opens one.
      """)

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    var text = table(of: FoundModel.bundled(Resources.models), "bundled")
    switch FoundModel.cached(environment: environment) {
    case (let cache, let models)?: text += "\n" + table(of: models, "in the cache \(cache)")
    case nil: text += "\nno cache: none of HF_HUB_CACHE, HF_HOME and HOME is set\n"
    }
    if let (cache, models) = FoundModel.cachedByLlamaCpp(environment: environment) {
      text += "\n" + table(of: models, "in the cache \(cache)")
    }
    try output(Terminal.glyphs.spelled(text))
  }

  private func table(of models: [FoundModel], _ title: String) -> String {
    guard !models.isEmpty else { return "\(SafeText(title).shown): none\n" }
    var rows = [
      ["name", "type", "layers × heads", "hidden size", "on disk", "memory", "what it can do"]
    ]
    for model in models {
      rows.append([
        SafeText(model.name).shown, SafeText(model.type ?? "–").shown,
        "\(number(model.layers)) × \(number(model.heads))", number(model.hiddenSize),
        size(model.bytes), model.memory.map(size) ?? "–", ability(of: model),
      ])
    }
    let widths = rows[0].indices.map { column in
      rows.map { displayWidth(of: $0[column]) }.max() ?? 0
    }
    let lines = rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - displayWidth(of: cell.0))
        return column < 2 ? cell.0 + space : space + cell.0
      }
      return "  " + cells.dropLast().joined(separator: "  ") + "  " + row[row.count - 1] + "\n"
    }
    return "\(SafeText(title).shown)\n\(lines.joined())"
  }

  /// What the model can do, or the first clause of why it can't be opened.
  private func ability(of model: FoundModel) -> String {
    guard let problem = model.problem else {
      let heads = "explore its heads"
      if let labels = model.labels {
        if model.saysNumbers {
          return heads + (labels.count == 1 ? ", give a number" : ", give \(labels.count) numbers")
        }
        return "\(heads), tell \(labels.count) labels apart"
      }
      return model.predictsNext
        ? "\(heads), predict the next token" : model.fillsMasks ? "\(heads), fill in masks" : heads
    }
    let reason = String(problem.reason.prefix { $0 != ";" })
    // What is missing has a name.
    let missing =
      reason == "does not exist" ? (problem.file.split(separator: "/").last ?? "") + " " : ""
    return "can't be opened: " + SafeText(missing + reason).shown
  }

  private func number(_ number: Int?) -> String { number.map(String.init) ?? "–" }

  private func size(_ bytes: Int) -> String {
    let tenths = bytes / 100_000
    return tenths < 10_000
      ? "\(tenths / 10).\(tenths % 10) MB" : "\(tenths / 10_000).\(tenths / 1000 % 10) GB"
  }
}

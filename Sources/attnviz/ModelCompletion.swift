import FoundationEssentials
import Models
import Resources
import Scenes

/// How a shell may complete what is typed after `--model`: names of models that are here, folders,
/// and .gguf files.
///
/// - Parameter prefix: what is typed so far.
@Sendable func modelsBeginning(with prefix: String) -> [String] {
  let environment = ProcessInfo.processInfo.environment
  let bundled = Resources.models.flatMap(\.names).filter { !$0.contains("/") }
  let cached =
    (FoundModel.cached(environment: environment)?.models ?? [])
    + (FoundModel.cachedByLlamaCpp(environment: environment)?.models ?? [])
  let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
  let paths = (names(inFolder: folder.isEmpty ? "." : folder) ?? [])
    .filter { ($0.hasSuffix("/") || $0.lowercased().hasSuffix(".gguf")) && !$0.hasPrefix(".") }
    .map { folder + $0 }
  return (bundled + cached.map(\.name) + paths.sorted()).filter { $0.hasPrefix(prefix) }
}

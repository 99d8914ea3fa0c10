import Foundation
import Testing

/// What bash completes with the script that the built program writes.
struct CompletionTests {
  @Test(arguments: [
    (["attnviz", "fo"], ["folder"]), (["attnviz", "les"], ["lesson"]),
    (["attnviz", "bank"], ["bank.conllu", "bank.jsonl", "bank.txt"]),
    (["attnviz", "print", "bank.t"], ["bank.txt"]),
    (["attnviz", "pri"], ["print"]), (["attnviz", "--input-f"], ["--input-format"]),
    (["attnviz", "--input-format", "json"], ["json", "jsonl"]),
    (["attnviz", "print", "--view", "ma"], ["matrix"]),
    (["attnviz", "print", "--counting", "le"], ["lengths"]),
    (["attnviz", "--model", "smol"], ["smollm2"]),
    (["attnviz", "--model", "fol"], ["folder/"]),
    (["attnviz", "--model", "folder/"], ["folder/m.gguf"]),
    (["attnviz", "lesson", "--fil"], ["--film"]), (["attnviz", "lesson", "che"], ["check"]),
  ])
  func theLineIsCompleted(words: [String], completed: [String]) throws {
    let folder = try TemporaryFolder()
    for name in ["bank.txt", "bank.jsonl", "bank.conllu", "bank.png"] {
      _ = try folder.write("a", to: name)
    }
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/folder", withIntermediateDirectories: true)
    _ = try folder.write("a", to: "folder/m.gguf")
    let line = words.joined(separator: " ")
    let script = """
      cd '\(folder.path)'
      source <(attnviz --generate-completion-script bash)
      COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " ")))
      COMP_CWORD=\(words.count - 1) COMP_LINE='\(line)' COMP_POINT=\(line.count)
      COMPREPLY=()
      "$(complete -p attnviz | sed 's/.*-F \\([^ ]*\\).*/\\1/')" \\
        attnviz '\(words[words.count - 1])' '\(words[words.count - 2])'
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let outcome = try Program.run("bash", ["-c", script], home: folder)
    let found = outcome.output.split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    #expect(Set(found) == Set(completed), "\(line): \(outcome.errors)")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func everyShellHasItsScript(shell: String) throws {
    let script = try Program.attnviz("--generate-completion-script", shell)
    #expect(script.status == 0)
    for word in ["residual", "conllu", "film", "check"] {
      #expect(script.output.contains(word), "\(word)")
    }
  }
}

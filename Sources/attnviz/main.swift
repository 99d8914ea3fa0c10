import ArgumentParser
import CSignals
import Glibc
import Text

// A reader that stops reading, such as head, ends the program quietly through the write's error.
signal(SIGPIPE, SIG_DFL)
signals_end_on_short_file(Failure.Status.unreadable.rawValue)
let arguments = CommandArguments()
let root: any ParsableCommand.Type =
  DescribedCommand.isAsked(by: arguments.words) ? DescribedCommand.self : Attnviz.self
do {
  try arguments.refuseFileTakenForOptions()
  if let asked = arguments.commandToExplain {
    try output(Attnviz.helpMessage(for: asked) + "\n")
    exit(0)
  }
  do {
    var command = try root.parseAsRoot(arguments.words)
    try command.run()
  } catch  where root.exitCode(for: error) == .success {
    // Help, the version, a description, a completion script.
    let message = root.fullMessage(for: error)
    try output((arguments.askForCompletion ? completionScript(message) : message) + "\n")
  }
} catch let failure as Failure {
  for message in failure.messages { tell(message) }
  exit(failure.status.rawValue)
} catch {
  let message = root.fullMessage(for: error)
  tell(message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message)
  if let name = arguments.fileLikeOption { tell(CommandArguments.advice(on: name)) }
  exit(root.exitCode(for: error).rawValue)
}

import ArgumentParser
import CSignals
import Glibc

// A reader that stops analysis, such as head, ends the program quietly through the write's error.
signal(SIGPIPE, SIG_DFL)
signals_end_on_short_file(Failure.Status.unreadable.rawValue)
if ["--help", "-h"].contains(CommandLine.arguments.dropFirst().first) {
  print(Attnviz.helpMessage(for: Explore.self))
  exit(0)
}
do {
  var command = try Attnviz.parseAsRoot()
  try command.run()
} catch let failure as Failure {
  for message in failure.messages { tell(message) }
  exit(failure.status.rawValue)
} catch {
  let code = Attnviz.exitCode(for: error)
  guard code != .success else { Attnviz.exit(withError: error) }
  let message = Attnviz.fullMessage(for: error)
  tell(message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message)
  exit(code.rawValue)
}

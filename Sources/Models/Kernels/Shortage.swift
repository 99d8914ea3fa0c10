import CSignals
import Glibc

/// Ends the program with a sentence where oneDNN could not do what it was asked, which is where it
/// is short of memory: all else was checked before.
func require(_ status: CInt) {
  if status != 0 { endShortOfMemory() }
}

/// Ends the program with a sentence where memory ran out after all (see `FreeMemory`).
func endShortOfMemory() -> Never {
  let message =
    "attnviz: there is not enough memory to run the model; raise the limit (ulimit -v)\n"
  signals_restore_terminal()
  _ = message.utf8CString.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count - 1) }
  exit(66)
}

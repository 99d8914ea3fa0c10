import COneDNN
import CSignals
import Glibc

/// Ends the program with a sentence where oneDNN could not do what it was asked: it is short of
/// memory, or this build of it lacks something that attnviz needs.
func require(_ status: CInt) {
  switch Int(status) {
  case 0: return
  case Int(onednn_out_of_memory): endShortOfMemory()
  default:
    end("oneDNN \(String(cString: onednn_version())) can't run the model here (status \(status))")
  }
}

/// Ends the program with a sentence where memory ran out after all (see `FreeMemory`).
func endShortOfMemory() -> Never {
  end("there is not enough memory to run the model; raise the limit (ulimit -v)")
}

/// Ends the program at once, whichever thread it is on: another may be in the middle of a product.
private func end(_ message: String) -> Never {
  let line = Array("attnviz: \(message)\n".utf8)
  signals_restore_terminal()
  _ = write(STDERR_FILENO, line, line.count)
  _exit(66)
}

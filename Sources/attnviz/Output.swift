import Glibc

/// Sends on what was printed.
///
/// - Throws: `Failure` where it does not get where it should.
func flushOutput() throws {
  guard fflush(nil) == 0 else { throw Failure(.unwritable, "standard output can't be written") }
}

/// What is wrong on a line of a file.
package struct Flaw: Error, Equatable {
  package let line: Int
  package let reason: String

  package init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }
}

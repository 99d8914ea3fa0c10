/// Why captured attention can't be read: what is wrong with its file, and what would be right.
package struct CaptureError: Error {
  /// A clause about the file, safe to show.
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}

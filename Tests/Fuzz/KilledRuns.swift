import FoundationEssentials

/// Runs the program once for each line of `item`, in one home folder that is new before the first and gone
/// after the last.
///
/// - Parameter run: a run, given the home and the line's words; whether these meant one.
/// - Returns: how many runs there were.
func killedRuns(
  _ item: [UInt8], in scratch: String, _ run: (_ home: String, [Substring]) throws -> Bool
) throws -> Int {
  let home = scratch + "/home"
  defer { try? FileManager.default.removeItem(atPath: home) }
  try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
  var count = 0
  for line in String(decoding: item, as: UTF8.self).split(separator: "\n") {
    if try run(home, line.split(separator: " ")) { count += 1 }
  }
  return count
}

import Text

extension SentenceFile {
  /// Whether the file at `path`, or the folder of pattern-lens, begins as one of arrays does.
  public static func isCapture(path: String) -> Bool { CaptureFile.isThere(at: path) }

  /// Reads the attention that was captured in the file at `path`: a scene for each sentence of it.
  ///
  /// - Parameter tokens: the tokens that it is of, where a person says them: of several lists the one that
  ///   fits.
  public static func readCapture(path: String, tokens given: [[String]] = []) -> FileReading {
    var reading = FileReading()
    let path = CaptureFile.file(meantBy: path)
    func report(_ reason: String) {
      reading.report(
        Problem(file: path, line: nil, scene: nil, reason: reason, kind: .content))
    }
    do throws(CaptureError) {
      let file = try CaptureFile(path)
      let all = try CapturedHeads.all(in: file)
      for heads in all {
        do throws(CaptureError) {
          let tokens = try CaptureTokens(of: heads, in: file, given: given)
          let scene = try Scene(
            Capture(heads, tokens: tokens), tokens,
            title: title(of: path) + (all.count > 1 ? ": \(heads.name)" : ""))
          reading.append(scene, at: .init(file: path))
        } catch {
          report(error.reason)
        }
      }
    } catch {
      report(error.reason)
    }
    return reading
  }

  /// The file's name, or its folder's where that says more.
  private static func title(of path: String) -> String {
    let parts = path.split(separator: "/").suffix(2).map(String.init)
    return parts.last == "activations.npz" ? parts.joined(separator: "/") : parts.last ?? path
  }
}

extension Scene {
  /// The scene of a captured sentence.
  fileprivate init(
    _ capture: Capture, _ tokens: CaptureTokens, title: String
  ) throws(CaptureError) {
    do {
      self = try Scene(sentence: tokens.sentence, tokens: tokens.texts, title: title).with(
        start: .capture(capture))
    } catch {
      throw CaptureError(error.description)
    }
  }
}

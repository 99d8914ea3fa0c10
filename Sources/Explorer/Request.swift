import Scenes

/// What an update leaves to be done outside of the state.
public enum Request: Sendable {
  /// Leave the program.
  case quit
  /// Read the file at this path, then call `Explorer.opened`.
  case open(path: String)
  /// Make these sentences ready, which were pasted, then call `Explorer.append`.
  case openPasted(FileReading)
  /// Read the names in the folder at this path, the one where the program is where it is empty, then call
  /// `Explorer.complete`.
  case list(folder: String)
  /// Write this scene to this path, then call `Explorer.saved` or `notWritten`.
  case save(Scene, path: String, replacing: FileVersion?)
  /// Write a picture of the screen to this path, in the place of this version of the file there, then
  /// call `Explorer.exported` or `Explorer.notWritten`.
  case export(path: String, replacing: FileVersion?)
}

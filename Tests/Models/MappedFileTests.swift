import Foundation
import Models
import Testing

/// Files that can't be mapped, as the readers of model files report them.
@Suite struct MappedFileTests {
  private let model: TemporaryModel

  init() throws {
    model = try TemporaryModel()
  }

  private func expect(_ reason: String, at path: String) {
    #expect(throws: ModelFileError(file: path, reason: reason)) { try Safetensors(path: path) }
    #expect(throws: ModelFileError(file: path, reason: reason)) { try Vocabulary(path: path) }
  }

  @Test func missingFile() {
    expect("cannot be opened: No such file or directory", at: model.folder + "/missing")
  }

  @Test func folder() {
    expect("is not a regular file", at: model.folder)
  }

  @Test func emptyFile() throws {
    expect("is empty", at: try model.write("empty", []))
  }

  @Test func pipeIsRefusedWithoutWaiting() {
    let path = model.folder + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    expect("is not a regular file", at: path)
  }

  @Test func fileWithoutPermission() throws {
    let path = try model.write("secret", [1])
    chmod(path, 0)
    // The superuser may read everything.
    if geteuid() != 0 { expect("cannot be opened: Permission denied", at: path) }
  }
}

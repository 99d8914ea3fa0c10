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

  @Test func pointerOfGitLFS() throws {
    expect(
      "is a Git LFS pointer and not the file itself; run git lfs pull in its folder",
      at: try model.write(
        "pointer",
        """
        version https://git-lfs.github.com/spec/v1
        oid sha256:53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db
        size 90868376

        """.utf8))
  }

  @Test(arguments: ["<!doctype html>\n<html>", "<!DOCTYPE HTML PUBLIC", "<html lang=en>", "<HTML>"])
  func webPage(content: String) throws {
    expect(
      "is a web page and not the file itself; download the file",
      at: try model.write("page", content.utf8))
  }

  @Test func fileWithoutPermission() throws {
    let path = try model.write("secret", [1])
    chmod(path, 0)
    // The superuser may read everything.
    if geteuid() != 0 { expect("cannot be opened: Permission denied", at: path) }
  }
}

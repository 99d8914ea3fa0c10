import Foundation
import Models
import Testing

/// Headers that lie. Each must give an error that names the file; none may end the program.
@Suite struct SafetensorsHeaderTests {
  private let model: TemporaryModel

  init() throws {
    model = try TemporaryModel()
  }

  private func expect(_ reason: String, at path: String) {
    #expect(throws: ModelFileError(file: path, reason: reason)) { try Safetensors(path: path) }
  }

  private func expect(_ reason: String, header: String, data: Int = 8) throws {
    expect(reason, at: try model.writeTensors(header, Array(repeating: 0, count: data)))
  }

  @Test func tooShort() throws {
    expect(
      "is 7 bytes long; a .safetensors file has at least 8",
      at: try model.write("short", [UInt8](repeating: 0, count: 7)))
  }

  @Test func headerThatIsCut() throws {
    expect(
      "its header should be 3 bytes long, but only 2 bytes follow, so that its end is missing: "
        + "download it again", at: try model.write("cut", [3, 0, 0, 0, 0, 0, 0, 0] + "{}".utf8))
  }

  @Test(arguments: [9, 1 << 40])
  func dataThatIsCut(end: Int) throws {
    let header = #"{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,\#(end)]}}"#
    try expect(
      "is \(16 + header.utf8.count) bytes long; its tensors need \(8 + header.utf8.count + end), so "
        + "that its end is missing: download it again", header: header)
  }

  @Test(arguments: [1 << 40, UInt64(Int64.max), UInt64.max])
  func headerLongerThanTheFile(length: UInt64) throws {
    let bytes = withUnsafeBytes(of: length.littleEndian, Array.init) + Array("{}".utf8)
    expect(
      "its header should be \(length) bytes long, but only 2 bytes follow",
      at: try model.write("long", bytes))
  }

  @Test func giganticHeader() throws {
    let path = try model.write("huge", withUnsafeBytes(of: UInt64(100_000_001), Array.init))
    // Sparse: the file takes no room on the disk.
    #expect(truncate(path, 8 + 100_000_001) == 0)
    expect("its header is 100000001 bytes long; at most 100000000 are allowed", at: path)
  }

  @Test(arguments: [
    "", "{", "[]", "null", "3", #"{"a":}"#, "{} x", String(repeating: "[", count: 100_000),
    String(repeating: #"{"a":"#, count: 100_000),
  ])
  func notAnObject(header: String) throws {
    let path = try model.writeTensors(header, Array(repeating: 0, count: 8))
    let error = #expect(throws: ModelFileError.self) { try Safetensors(path: path) }
    #expect(error?.file == path)
    #expect(error?.reason.hasPrefix("its header is not a JSON object: ") == true)
  }

  @Test func notUTF8() throws {
    expect(
      "its header is not a JSON object: column 1 is not UTF-8; save the file as UTF-8",
      at: try model.write("bad", [1, 0, 0, 0, 0, 0, 0, 0, 0xff]))
  }

  @Test(arguments: [
    "3", "null", "[]", "{}", #"{"dtype":"F32","shape":[2]}"#,
    #"{"dtype":"F32","shape":[2],"data_offsets":[0]}"#,
    #"{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}"#,
    #"{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}"#,
    #"{"dtype":"F32","shape":"2","data_offsets":[0,8]}"#,
    #"{"dtype":5,"shape":[2],"data_offsets":[0,8]}"#,
    #"{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}"#,
    #"{"dtype":"F32","shape":[2],"data_offsets":[0,1e300]}"#,
  ])
  func malformedEntry(entry: String) throws {
    try expect(
      "the header's entry t should have a dtype, a shape of whole numbers and two data_offsets",
      header: #"{"t":\#(entry)}"#)
  }

  @Test func unknownType() throws {
    try expect(
      "the tensor t has the unknown dtype F99",
      header: #"{"t":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}"#)
  }

  @Test(arguments: [
    [-2], [2, -1], [-1, -2], [Int.max, 2], [1 << 32, 1 << 32], [1 << 62, 4], [Int.min],
  ])
  func impossibleShape(shape: [Int]) throws {
    try expect(
      "the tensor t has the impossible shape \(shape)",
      header: #"{"t":{"dtype":"F32","shape":\#(shape),"data_offsets":[0,8]}}"#)
  }

  @Test(arguments: [(-8, 0), (8, 0), (Int.max - 8, Int.max), (Int.min, Int.max), (9, 1)])
  func placeOutsideTheData(start: Int, end: Int) throws {
    try expect(
      "the tensor t should lie in the 8 bytes after the header, and lies at \(start) to \(end)",
      header: #"{"t":{"dtype":"F32","shape":[2],"data_offsets":[\#(start),\#(end)]}}"#)
  }

  @Test func placeOfAnotherSize() throws {
    try expect(
      "the tensor t takes 8 bytes; its shape [3] of F16 needs 6",
      header: #"{"t":{"dtype":"F16","shape":[3],"data_offsets":[0,8]}}"#)
  }

  @Test func overlap() throws {
    try expect(
      "the tensor b overlaps the one before it",
      header: """
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},
         "b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}
        """, data: 12)
  }

  @Test func hole() throws {
    try expect(
      "4 bytes before the tensor b belong to none",
      header: """
        {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},
         "b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}
        """, data: 12)
  }

  @Test func bytesLeftOver() throws {
    try expect(
      "4 bytes at the end belong to no tensor",
      header: #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#)
  }

  @Test(arguments: [(0, 4), (4, 8)])
  func nameGivenTwice(start: Int, end: Int) throws {
    try expect(
      "the tensor a is given twice",
      header: """
        {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},
         "a":{"dtype":"F32","shape":[1],"data_offsets":[\(start),\(end)]}}
        """)
  }

  @Test func keyOfAnEntryGivenTwice() throws {
    try expect(
      "its header is not a JSON object: \"shape\" is given twice; keep one of them",
      header: #"{"a":{"dtype":"F32","shape":[1],"shape":[2],"data_offsets":[0,8]}}"#)
  }

  @Test func everyTruncationIsFound() throws {
    let header = #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
    let path = try model.writeTensors(header, Array(repeating: 1, count: 8))
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in 0..<whole.count {
      let cut = try model.write("cut", whole.prefix(length))
      let error = #expect(throws: ModelFileError.self) { try Safetensors(path: cut) }
      #expect(error?.file == cut)
    }
  }

  @Test func everyChangedByteIsReadOrRefused() throws {
    let header = #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
    let path = try model.writeTensors(header, Array(repeating: 1, count: 8))
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for index in 0..<8 + header.utf8.count {
      for byte: UInt8 in [0, 0x2d, 0x39, 0xff] {
        var changed = whole
        changed[index] = byte
        guard let file = try? Safetensors(path: try model.write("changed", changed)) else {
          continue
        }
        for (name, tensor) in file.tensors where tensor.type.isReadable {
          #expect(try file.floats(of: name).count == tensor.shape.reduce(1, *))
        }
      }
    }
  }
}

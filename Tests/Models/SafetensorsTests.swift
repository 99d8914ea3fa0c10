import Models
import Testing

@Suite struct SafetensorsTests {
  private let model: TemporaryModel

  init() throws {
    model = try TemporaryModel()
  }

  @Test func numbersOfEveryReadableType() throws {
    let numbers: [Float] = [0, 1, -2.5, 1024, 0.125, -0.0]
    let data =
      TemporaryModel.bytes(numbers) + TemporaryModel.bytes(numbers.map { Float16($0) })
      + TemporaryModel.bytes(numbers.map { UInt16($0.bitPattern >> 16) })
    let file = try Safetensors(
      path: try model.writeTensors(
        """
        {"__metadata__":{"format":"pt"},
         "brain":{"dtype":"BF16","shape":[6],"data_offsets":[36,48]},
         "half":{"dtype":"F16","shape":[3,1,2],"data_offsets":[24,36]},
         "single":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}
        """, data))
    #expect(file.tensors.keys.sorted() == ["brain", "half", "single"])
    #expect(file.tensors["half"]?.shape == [3, 1, 2])
    #expect(file.tensors["half"]?.type == .float16)
    for name in file.tensors.keys { #expect(try file.floats(of: name) == numbers) }
  }

  @Test func singleNumberAndEmptyTensor() throws {
    let file = try Safetensors(
      path: try model.writeTensors(
        """
        {"one":{"dtype":"F32","shape":[],"data_offsets":[0,4]},
         "none":{"dtype":"F32","shape":[0,7],"data_offsets":[0,0]}}
        """, TemporaryModel.bytes([Float(3)])))
    #expect(try file.floats(of: "one") == [3])
    #expect(try file.floats(of: "none") == [])
    #expect(try file.rows(of: "none").count == 0)
  }

  @Test func fileWithoutTensors() throws {
    #expect(try Safetensors(path: try model.writeTensors("{}")).tensors.isEmpty)
  }

  @Test func whatCannotBeReadIsSaidWhenAskedFor() throws {
    let path = try model.writeTensors(
      #"{"position_ids":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}"#,
      Array(repeating: 0, count: 8))
    let file = try Safetensors(path: path)
    #expect(
      throws: ModelFileError(
        file: path,
        reason: "the tensor position_ids is of type I64; F32, F16 and BF16 can be read")
    ) { try file.floats(of: "position_ids") }
    #expect(throws: ModelFileError(file: path, reason: "has no tensor weight")) {
      try file.floats(of: "weight")
    }
  }

  @Test func rowsNeedTwoDimensions() throws {
    let path = try model.writeTensors(
      #"{"bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      Array(repeating: 0, count: 8))
    let file = try Safetensors(path: path)
    #expect(
      throws: ModelFileError(
        file: path, reason: "the tensor bias should have two dimensions, and has 1")
    ) { try file.rows(of: "bias") }
  }
}

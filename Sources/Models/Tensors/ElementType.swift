/// The type of a tensor's numbers, as safetensors headers and ggml spell it.
public enum ElementType: String, Sendable, CaseIterable {
  /// Half precision: 1 sign, 5 exponent and 10 fraction bits.
  case float16 = "F16"
  /// The upper half of a single: 1 sign, 8 exponent and 7 fraction bits.
  case bfloat16 = "BF16"
  /// Single precision.
  case float32 = "F32"
  /// Double precision.
  case float64 = "F64"
  /// Truth values, a byte each.
  case bool = "BOOL"
  /// Unsigned bytes.
  case uint8 = "U8"
  /// Signed bytes.
  case int8 = "I8"
  /// A byte with 5 exponent and 2 fraction bits.
  case float8e5m2 = "F8_E5M2"
  /// A byte with 4 exponent and 3 fraction bits.
  case float8e4m3 = "F8_E4M3"
  /// Unsigned 16-bit integers.
  case uint16 = "U16"
  /// Signed 16-bit integers.
  case int16 = "I16"
  /// Unsigned 32-bit integers.
  case uint32 = "U32"
  /// Signed 32-bit integers.
  case int32 = "I32"
  /// Unsigned 64-bit integers.
  case uint64 = "U64"
  /// Signed 64-bit integers.
  case int64 = "I64"
  /// Blocks of 32 numbers: a scale d (F16), and a signed byte for each; a number is d · byte.
  case q8_0 = "Q8_0"
  /// Blocks of 32 numbers: a scale d (F16), and half a byte for each; a number is d · (half − 8).
  case q4_0 = "Q4_0"
  /// Blocks of 32 numbers: a scale d and a minimum m (F16), and half a byte for each; a number is
  /// d · half + m.
  case q4_1 = "Q4_1"
  /// Blocks of 32 numbers: a scale d (F16), a bit and half a byte for each; a number is
  /// d · (half + 16 · bit − 16).
  case q5_0 = "Q5_0"
  /// Blocks of 32 numbers: a scale d and a minimum m (F16), a bit and half a byte for each; a number is
  /// d · (half + 16 · bit) + m.
  case q5_1 = "Q5_1"
  /// Blocks of 256 numbers: scales d and m (F16), of each 32 a scale and a minimum in 6 bits, and half a
  /// byte for each; a number is d · scale · half − m · minimum.
  case q4_k = "Q4_K"
  /// The same with a bit more for each.
  case q5_k = "Q5_K"
  /// Blocks of 256 numbers: 6 bits for each, of each 16 a scale of 8 bits, and a scale d (F16); a number
  /// is d · scale · (bits − 32).
  case q6_k = "Q6_K"

  /// How many numbers are written together.
  public var block: Int {
    switch self {
    case .q8_0, .q4_0, .q4_1, .q5_0, .q5_1: 32
    case .q4_k, .q5_k, .q6_k: 256
    default: 1
    }
  }

  /// How many bytes a block of numbers takes, which is one number where they stand alone.
  public var size: Int {
    switch self {
    case .q8_0: 2 + 32
    case .q4_0: 2 + 16
    case .q4_1: 2 + 2 + 16
    case .q5_0: 2 + 4 + 16
    case .q5_1: 2 + 2 + 4 + 16
    case .q4_k: 2 + 2 + 12 + 128
    case .q5_k: 2 + 2 + 12 + 32 + 128
    case .q6_k: 128 + 64 + 16 + 2
    case .bool, .uint8, .int8, .float8e5m2, .float8e4m3: 1
    case .float16, .bfloat16, .uint16, .int16: 2
    case .float32, .uint32, .int32: 4
    case .float64, .uint64, .int64: 8
    }
  }

  /// Whether numbers share a scale with others.
  public var isQuantized: Bool { block > 1 }

  /// Where in a block the scales and minima in half precision are, on which all its numbers depend.
  var scalePlaces: [Int] {
    switch self {
    case .q8_0, .q4_0, .q5_0: [0]
    case .q4_1, .q5_1, .q4_k, .q5_k: [0, 2]
    case .q6_k: [size - 2]
    default: []
    }
  }

  /// Whether numbers of this type can be read as `Float`.
  public var isReadable: Bool {
    isQuantized || self == .float16 || self == .bfloat16 || self == .float32
  }

  /// How many bytes so many numbers take, which are whole blocks.
  func bytes(_ numbers: Int) -> Int { numbers / block * size }
}
